import { Show, createEffect, createSignal, onCleanup } from "solid-js";
import { clockTime } from "../kernel/words";
import type { Player } from "../player/player";
import type { Slot } from "../player/slot";

/** A 2 px line that grows under the finger; the clip itself is the preview. */
export function Scrubber(props: { player: Player; slot: Slot; durationMs: number; onScrub: (on: boolean) => void }) {
  let bar!: HTMLDivElement;
  let fill!: HTMLDivElement;
  const [at, setAt] = createSignal<number | null>(null);
  let resume = false;
  let frame = 0;
  const seconds = () => props.durationMs / 1000;
  const draw = (share: number) => { fill.style.transform = `scaleX(${Math.min(1, Math.max(0, share))})`; };

  const follow = () => {
    if (at() === null) draw(seconds() > 0 ? props.slot.video.currentTime / seconds() : 0);
    frame = requestAnimationFrame(follow);
  };
  createEffect(() => {
    cancelAnimationFrame(frame);
    follow();
    if (props.slot.phase() !== "playing") cancelAnimationFrame(frame);
  });
  onCleanup(() => cancelAnimationFrame(frame));

  function move(x: number): void {
    const box = bar.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (x - box.left) / box.width));
    setAt(share);
    draw(share);
    props.player.seek(Math.min(share * seconds(), seconds() - 0.05));
  }

  function down(e: PointerEvent & { currentTarget: HTMLElement }): void {
    e.currentTarget.setPointerCapture(e.pointerId);
    resume = !props.slot.video.paused;
    if (resume) props.slot.video.pause();
    props.onScrub(true);
    move(e.clientX);
  }

  function up(): void {
    if (at() === null) return;
    setAt(null);
    props.onScrub(false);
    if (resume) void props.slot.play();
  }

  function key(e: KeyboardEvent): void {
    const step = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    e.preventDefault();
    e.stopPropagation();
    const next = Math.min(Math.max(props.slot.video.currentTime + step, 0), seconds() - 0.05);
    props.player.seek(next);
    draw(next / seconds());
  }

  const shownMs = () => (at() ?? 0) * props.durationMs;
  return (
    <>
      <Show when={at() !== null}>
        <div class="scrub-time numbers" aria-hidden="true">
          {clockTime(shownMs())}<span> / {clockTime(props.durationMs)}</span>
        </div>
      </Show>
      <div
        class="scrubber" classList={{ active: at() !== null, waiting: props.slot.phase() === "stalled" }}
        role="slider" tabindex="0" aria-label="Position in the clip" aria-valuemin="0" aria-valuemax={Math.round(seconds())}
        aria-valuenow={Math.round(at() === null ? 0 : shownMs() / 1000)} aria-valuetext={`of ${clockTime(props.durationMs)}`}
        onPointerDown={down} onPointerMove={(e) => { if (at() !== null) move(e.clientX); }}
        onPointerUp={up} onPointerCancel={up} onKeyDown={key}
      >
        <div class="line" ref={bar}><div class="line-fill" ref={fill} /></div>
      </div>
    </>
  );
}
