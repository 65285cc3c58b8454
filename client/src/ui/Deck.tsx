import "./deck.css";
import { For, type JSX, createEffect, createMemo, createSignal, on, onCleanup, onMount } from "solid-js";
import { video } from "../entities/videos";
import type { IdList } from "../feed/list";
import { reportView } from "../feed/report";
import { isFavorited } from "../entities/videos";
import { setFavorite } from "../interactions/favorite";
import { SLOTS, indexInSlot, resisted, settle, springPath } from "../player/deck";
import { canPlay } from "../player/loader";
import { Player, objectCache } from "../player/player";
import { pickRendition } from "../player/quality";
import type { Clip } from "../player/slot";
import { ClipSlot } from "./ClipSlot";
import type { DeckControls } from "./controls";
import { watchGestures } from "./gestures";

const MOVE_MS = 280;
const QUIET_AFTER_MS = 4_000;

export interface DeckProps {
  list: IdList;
  /** What stands after the last clip: loading, the end, an error, or nothing to show at all. */
  tail: () => JSX.Element;
  showReason?: boolean;
  commentsOpen: boolean;
  onComments: (open: boolean) => void;
  onMenu: (id: string) => void;
  onShown?: (id: string | undefined) => void;
  controls: (controls: DeckControls) => void;
}

export interface Burst { x: number; y: number; n: number }

export default function Deck(props: DeckProps) {
  let root!: HTMLElement;
  let track!: HTMLDivElement;
  const clips = new Map<string, Clip>();
  const index = () => props.list.index();
  const count = () => props.list.ids().length + 1;
  const currentId = createMemo(() => props.list.ids()[index()]);
  const [size, setSize] = createSignal({ width: innerWidth, height: innerHeight });
  const [quiet, setQuiet] = createSignal(false);
  const [burst, setBurst] = createSignal<Burst | null>(null);
  let quietTimer: ReturnType<typeof setTimeout> | undefined;
  let held = 0;

  const player = new Player({ clipAt, watched: reportView });

  function clipAt(at: number): Clip | undefined {
    const id = props.list.ids()[at];
    const known = id === undefined ? undefined : video(id);
    if (!id || !known) return undefined;
    let clip = clips.get(id);
    if (!clip) {
      const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
      const screen = {
        shortPx: Math.min(size().width, size().height) * devicePixelRatio,
        bitsPerSecond: objectCache().bitsPerSecond,
        saveData: connection?.saveData ?? false,
      };
      clip = { id, durationMs: known.duration_ms, rendition: pickRendition(known.renditions, screen, canPlay) };
      clips.set(id, clip);
    }
    return clip;
  }

  const place = (offset: number) => `translate3d(0, calc(${-index() * 100}% + ${offset}px), 0)`;
  const moving = () => track.getAnimations().some((a) => a.playState === "running");

  /** Where the deck is drawn right now, against where it belongs. */
  function drawnOffset(): number {
    const drawn = new DOMMatrix(getComputedStyle(track).transform).m42;
    return drawn + index() * size().height;
  }

  function moveTo(next: number, offset: number, velocity: number): void {
    const from = offset + (next - index()) * size().height;
    for (const animation of track.getAnimations()) animation.cancel();
    props.list.setIndex(next);
    track.style.transform = place(0);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      track.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: 120 });
    } else if (Math.abs(from) > 1) {
      const path = springPath(from, velocity, MOVE_MS);
      track.animate(path.map((y) => ({ transform: place(y) })), { duration: MOVE_MS * 1.15, easing: "linear" });
    }
  }

  function go(step: number): void {
    wake();
    const next = Math.min(Math.max(index() + step, 0), count() - 1);
    const offset = moving() ? drawnOffset() : 0;
    if (next === index()) nudge(step);
    else moveTo(next, offset, 0);
  }

  /** There is nothing further: the deck says so by giving way a little. */
  function nudge(step: number): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    track.animate([{ transform: place(0) }, { transform: place(-14 * step) }, { transform: place(0) }], { duration: 200, easing: "ease-out" });
  }

  function wake(): void {
    setQuiet(false);
    clearTimeout(quietTimer);
    quietTimer = setTimeout(() => { if (!player.held()) setQuiet(true); }, QUIET_AFTER_MS);
  }

  function favoriteAt(x: number, y: number): void {
    const id = currentId();
    if (!id) return;
    const box = root.getBoundingClientRect();
    setBurst({ x: x - box.left, y: y - box.top, n: Math.random() });
    if (!isFavorited(id)) setFavorite(id, true);
  }

  onMount(() => {
    const watcher = new ResizeObserver(([entry]) => { if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height }); });
    watcher.observe(root);
    const stop = watchGestures(root, {
      grab: () => { held = moving() ? drawnOffset() : 0; for (const a of track.getAnimations()) a.cancel(); wake(); },
      drag: (offset) => { track.style.transform = place(resisted(held + offset, size().height, index(), count())); },
      release: (offset, velocity) => {
        const at = held + offset;
        const next = settle({ offset: at, velocity, height: size().height, current: index(), count: count() });
        moveTo(next, resisted(at, size().height, index(), count()), velocity);
      },
      wheel: (step) => go(step),
      tap: () => { wake(); if (props.commentsOpen) props.onComments(false); else player.toggle(); },
      doubleTap: favoriteAt,
      longPress: () => { const id = currentId(); if (id) props.onMenu(id); },
    });
    props.controls({
      go, player, currentId,
      favorite: () => { const box = root.getBoundingClientRect(); const id = currentId(); if (id && isFavorited(id)) setFavorite(id, false); else favoriteAt(box.left + box.width / 2, box.top + box.height / 2); },
    });
    wake();
    onCleanup(() => { watcher.disconnect(); stop(); clearTimeout(quietTimer); player.close(); });
  });

  createEffect(on(index, () => { track.style.transform = place(0); }));
  createEffect(on([index, currentId], ([at, id]) => { player.show(at); props.onShown?.(id); }));
  createEffect(on(() => props.list.ids().length, () => player.refresh(), { defer: true }));
  createEffect(() => props.list.approach(index()));
  createEffect(on(player.held, () => wake()));

  return (
    <section ref={root} class="deck room" classList={{ quiet: quiet() && !player.held(), small: props.commentsOpen }} aria-label="Clips" onPointerMove={(e) => { if (e.pointerType === "mouse") wake(); }}>
      <div ref={track} class="track">
        <For each={Array.from({ length: SLOTS }, (_, n) => n)}>
          {(n) => {
            const at = createMemo(() => indexInSlot(n, index()));
            return (
              <ClipSlot
                index={at()}
                id={props.list.ids()[at()]}
                current={at() === index()}
                isTail={at() === count() - 1}
                tail={props.tail}
                slot={player.slots[n] as Player["slots"][number]}
                player={player}
                size={size()}
                burst={at() === index() ? burst() : null}
                showReason={props.showReason ?? false}
                onComments={() => props.onComments(true)}
                onMenu={props.onMenu}
              />
            );
          }}
        </For>
      </div>
    </section>
  );
}
