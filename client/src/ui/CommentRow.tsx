import Heart from "lucide-solid/icons/heart";
import { For, Show, createSignal } from "solid-js";
import { me } from "../entities/me";
import type { Entry, Thread } from "../interactions/thread";
import { ago, shortCount } from "../kernel/words";
import { Avatar } from "./Avatar";

export function CommentRow(props: { entry: Entry; thread: Thread; onReply: (entry: Entry) => void }) {
  const comment = () => props.entry.comment;
  const replies = () => props.thread.replies(comment().id);
  const isRoot = () => comment().parent_id === null;
  const mine = () => me()?.id === comment().author.id;
  const [sure, setSure] = createSignal(false);
  const left = () => comment().counts.replies - (replies()?.filter((reply) => !reply.sending).length ?? 0);

  return (
    <li class="comment" classList={{ "own-waiting": props.entry.sending === "waiting" }} data-comment-id={comment().id}>
      <a href={`/@${comment().author.handle}`} aria-label={comment().author.name || comment().author.handle} tabindex="-1">
        <Avatar account={comment().author} size={isRoot() ? 36 : 26} />
      </a>
      <div class="comment-main">
        <p class="comment-name"><a class="one-line" dir="auto" href={`/@${comment().author.handle}`}>{comment().author.name || comment().author.handle}</a></p>
        <p class="comment-text" dir="auto">{comment().text}</p>
        <p class="comment-acts">
          <Show when={props.entry.sending === "waiting"}><span role="status">Not yet sent</span></Show>
          <Show when={props.entry.sending === "failed"}>
            <span class="wrong" role="alert">Not sent. {props.entry.failure}</span>
            <button type="button" onClick={() => props.thread.again(props.entry)}>Try again</button>
          </Show>
          <Show when={!props.entry.sending}>
            <time datetime={comment().created_at}>{ago(comment().created_at, Date.now())}</time>
            <button type="button" onClick={() => props.onReply(props.entry)}>Reply</button>
          </Show>
          <Show when={mine() && props.entry.sending !== "waiting"}>
            <Show when={sure()} fallback={<button type="button" onClick={() => setSure(true)}>Delete</button>}>
              <button type="button" class="wrong" onClick={() => void props.thread.remove(props.entry)}>Delete for good</button>
              <button type="button" onClick={() => setSure(false)}>Keep</button>
            </Show>
          </Show>
        </p>
      </div>
      <Show when={!props.entry.sending} fallback={<span />}>
        <button type="button" class="comment-heart" aria-label="Favorite comment" aria-pressed={comment().viewer.favorited} onClick={() => props.thread.favorite(comment())}>
          <Heart size={16} stroke-width={1.75} fill={comment().viewer.favorited ? "currentColor" : "none"} />
          <Show when={comment().counts.favorites > 0}><span class="numbers">{shortCount(comment().counts.favorites)}</span></Show>
        </button>
      </Show>
      <Show when={isRoot()}>
        <div class="replies">
          <Show when={replies()}>
            {(entries) => <ul aria-label="Replies"><For each={entries()}>{(reply) => <CommentRow entry={reply} thread={props.thread} onReply={props.onReply} />}</For></ul>}
          </Show>
          <Show when={left() > 0 && props.thread.hasMoreReplies(comment().id)}>
            <button type="button" class="fold" aria-expanded={replies() !== undefined} onClick={() => void props.thread.unfold(comment().id)}>
              {replies() ? "More replies" : left() === 1 ? "Show 1 reply" : `Show ${shortCount(left())} replies`}
            </button>
          </Show>
          <Show when={(replies()?.length ?? 0) > 0 && !(left() > 0 && props.thread.hasMoreReplies(comment().id))}>
            <button type="button" class="fold" aria-expanded="true" onClick={() => props.thread.fold(comment().id)}>Hide replies</button>
          </Show>
        </div>
      </Show>
    </li>
  );
}
