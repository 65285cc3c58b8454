import { For, Show, createEffect, createMemo, createSignal, on } from "solid-js";
import type { Video } from "../api/types";
import { isFollowing } from "../entities/accounts";
import { me } from "../entities/me";
import { reasonOf, reasonWords } from "../feed/session";
import { setFollow } from "../interactions/follow";
import { ago, captionPieces, plural } from "../kernel/words";

/** Bottom left: who, what, and why this clip. */
export function ClipWords(props: { video: Video; showReason: boolean; open: boolean }) {
  let caption: HTMLParagraphElement | undefined;
  const [unfolded, setUnfolded] = createSignal(false);
  const [long, setLong] = createSignal(false);
  const pieces = createMemo(() => captionPieces(props.video.caption));
  const otherTags = createMemo(() => {
    const said = new Set(pieces().map((piece) => piece.tag?.toLowerCase()));
    return props.video.tags.filter((tag) => !said.has(tag.toLowerCase()));
  });
  const author = () => props.video.author;
  const offersFollow = () => me()?.id !== author().id && !isFollowing(author().handle);
  const why = () => [
    props.showReason ? reasonWords(reasonOf(props.video.id)) : "",
    ago(props.video.created_at, Date.now()),
    props.open ? plural(props.video.counts.views, "view", "views") : "",
  ].filter(Boolean).join(" · ");

  createEffect(on(() => props.video.id, () => {
    setUnfolded(false);
    requestAnimationFrame(() => setLong(caption ? caption.scrollHeight > caption.clientHeight + 8 : false));
  }));

  return (
    <div class="words" classList={{ unfolded: unfolded() }}>
      <div class="who">
        <a class="name one-line" dir="auto" href={`/@${author().handle}`}>{author().name || author().handle}</a>
        <Show when={offersFollow()}>
          <span aria-hidden="true">·</span>
          <button type="button" class="follow" aria-label={`Follow @${author().handle}`} onClick={() => setFollow(author().handle, true)}>Follow</button>
        </Show>
      </div>
      <Show when={props.video.caption || otherTags().length > 0}>
        <div class="caption-box" data-scrolls={unfolded() ? "" : undefined} data-still={unfolded() ? "" : undefined}>
          <p class="caption" dir="auto" ref={caption}>
            <For each={pieces()}>
              {(piece) => (
                <Show when={piece.tag ?? piece.handle} fallback={piece.text}>
                  <a class="tag" href={piece.tag ? `/t/${encodeURIComponent(piece.tag.toLowerCase())}` : `/@${piece.handle}`}>{piece.text}</a>
                </Show>
              )}
            </For>
            <For each={otherTags()}>{(tag) => <>{" "}<a class="tag" href={`/t/${encodeURIComponent(tag)}`}>#{tag}</a></>}</For>
          </p>
          <Show when={long() || unfolded()}>
            <button type="button" class="more" aria-expanded={unfolded()} onClick={() => setUnfolded(!unfolded())}>{unfolded() ? "less" : "more"}</button>
          </Show>
        </div>
      </Show>
      <p class="why">{why()}</p>
    </div>
  );
}
