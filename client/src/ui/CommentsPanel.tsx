import Send from "lucide-solid/icons/send-horizontal";
import X from "lucide-solid/icons/x";
import { For, Match, Show, Switch, createMemo, createSignal, onCleanup, onMount } from "solid-js";
import { me } from "../entities/me";
import { video } from "../entities/videos";
import { type Entry, Thread } from "../interactions/thread";
import { charCount, plural } from "../kernel/words";
import { limits } from "../kernel/limits";
import { Avatar } from "./Avatar";
import "./comments.css";
import { CommentRow } from "./CommentRow";
import { pushLayer } from "./navigate";
import { Ring } from "./Ring";

export default function CommentsPanel(props: { videoId: string; onClose: () => void }) {
  let panel!: HTMLElement;
  let input!: HTMLTextAreaElement;
  const thread = createMemo(() => new Thread(props.videoId));
  const [text, setText] = createSignal("");
  const [replyTo, setReplyTo] = createSignal<Entry | null>(null);
  const tooLong = () => charCount(text()) - limits.comment_chars_max;
  const count = () => video(props.videoId)?.counts.comments ?? 0;

  function send(submit: Event): void {
    submit.preventDefault();
    const words = text().trim();
    if (!words || tooLong() > 0) return;
    const parent = replyTo()?.comment;
    thread().send(words, parent ? (parent.parent_id ?? parent.id) : null);
    setText("");
    setReplyTo(null);
    if (!parent) panel.querySelector(".comments-list")?.scrollTo({ top: 0, behavior: "smooth" });
  }

  onMount(() => {
    if (matchMedia("(min-width: 768px)").matches) return;
    onCleanup(pushLayer(() => props.onClose()));
  });

  function dragHead(down: PointerEvent & { currentTarget: HTMLElement }): void {
    if (matchMedia("(min-width: 768px)").matches || (down.target as Element).closest("button")) return;
    const head = down.currentTarget;
    head.setPointerCapture(down.pointerId);
    const move = (e: PointerEvent) => { panel.style.transform = `translateY(${Math.max(0, e.clientY - down.clientY)}px)`; };
    const up = (e: PointerEvent) => {
      head.removeEventListener("pointermove", move);
      head.removeEventListener("pointerup", up);
      head.removeEventListener("pointercancel", up);
      const far = e.clientY - down.clientY > panel.clientHeight * 0.25;
      if (far) return props.onClose();
      panel.animate([{ transform: panel.style.transform }, { transform: "none" }], { duration: 160, easing: "ease-out" });
      panel.style.transform = "";
    };
    head.addEventListener("pointermove", move);
    head.addEventListener("pointerup", up);
    head.addEventListener("pointercancel", up);
  }

  function reply(entry: Entry): void {
    setReplyTo(entry);
    input.focus();
  }

  return (
    <section ref={panel} class="comments" role="dialog" aria-label="Comments" onKeyDown={(e) => { if (e.key === "Escape") props.onClose(); }}>
      <header class="comments-head" onPointerDown={dragHead}>
        <h2 class="numbers">{count() === 0 ? "Comments" : plural(count(), "comment", "comments")}</h2>
        <button type="button" class="icon-button" aria-label="Close comments" onClick={() => props.onClose()}><X size={22} stroke-width={1.75} /></button>
      </header>
      <div class="comments-list" data-scrolls onScroll={(e) => {
        const { scrollTop, clientHeight, scrollHeight } = e.currentTarget;
        if (thread().state() === "idle" && scrollHeight - scrollTop - clientHeight < 300) void thread().more();
      }}>
        <ul aria-label="Comments">
          <For each={thread().roots()}>{(entry) => <CommentRow entry={entry} thread={thread()} onReply={reply} />}</For>
        </ul>
        <Switch>
          <Match when={thread().state() === "loading" && thread().roots().length === 0}>
            <div aria-hidden="true"><For each={[1, 2, 3, 4]}>{() => <div class="comment"><div class="skeleton avatar" /><div class="skeleton words-to-come" /></div>}</For></div>
          </Match>
          <Match when={thread().state() === "failed"}>
            <div class="empty"><p>{thread().failure}</p><button type="button" class="button soft" onClick={() => void thread().more()}>Try again</button></div>
          </Match>
          <Match when={thread().state() === "ended" && thread().roots().length === 0}>
            <div class="empty"><Ring size={44} /><h2>No words yet</h2><p>Say what you saw in it.</p><button type="button" class="button soft" onClick={() => input.focus()}>Write the first comment</button></div>
          </Match>
        </Switch>
      </div>
      <form class="composer" onSubmit={send}>
        <Show when={replyTo()}>
          {(entry) => (
            <p class="replying"><span class="one-line">Replying to {entry().comment.author.name || entry().comment.author.handle}</span>
              <button type="button" class="word-button" onClick={() => setReplyTo(null)}>Cancel</button></p>
          )}
        </Show>
        <Show when={tooLong() > 0}><p class="replying" role="alert">{tooLong()} characters too many.</p></Show>
        <Show when={me()} fallback={<span />}>{(account) => <Avatar account={account()} size={32} />}</Show>
        <textarea
          ref={input} rows="1" dir="auto" aria-label="Write a comment" placeholder={replyTo() ? "Write a reply" : "Write a comment"}
          value={text()} onInput={(e) => setText(e.currentTarget.value)}
          onKeyDown={(e) => { if (e.key === "Enter" && !e.shiftKey && !e.isComposing) send(e); }}
        />
        <button type="submit" class="icon-button send" aria-label="Send comment" disabled={!text().trim() || tooLong() > 0}><Send size={22} stroke-width={1.75} /></button>
      </form>
    </section>
  );
}
