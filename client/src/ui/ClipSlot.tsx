import Play from "lucide-solid/icons/play";
import { type JSX, Show, createMemo, createSignal, createEffect, on } from "solid-js";
import { video } from "../entities/videos";
import { fitOf } from "../player/deck";
import type { Player } from "../player/player";
import type { Slot } from "../player/slot";
import { Blur } from "./Blur";
import { ClipRail } from "./ClipRail";
import { ClipTop } from "./ClipTop";
import { ClipWords } from "./ClipWords";
import type { Burst } from "./Deck";
import { hideBroken, showLoaded } from "./images";
import { HeartBurst } from "./HeartBurst";
import { Scrubber } from "./Scrubber";

interface SlotProps {
  index: number;
  id: string | undefined;
  current: boolean;
  isTail: boolean;
  tail: () => JSX.Element;
  slot: Slot;
  player: Player;
  size: { width: number; height: number };
  burst: Burst | null;
  showReason: boolean;
  onComments: () => void;
  onMenu: (id: string) => void;
}

export function ClipSlot(props: SlotProps) {
  const clip = createMemo(() => (props.id === undefined ? undefined : video(props.id)));
  const held = () => props.current && props.player.held();
  const [scrubbing, setScrubbing] = createSignal(false);
  const wide = () => props.size.width >= 600;
  const ratio = () => { const c = clip(); return c && c.width && c.height ? c.width / c.height : 9 / 16; };
  const fit = () => { const c = clip(); return wide() || !c ? "cover" : fitOf(c, props.size); };
  const label = () => { const c = clip(); return c ? `Clip by ${c.author.name || c.author.handle}${c.caption ? `: ${c.caption.slice(0, 80)}` : ""}` : "End of the list"; };
  createEffect(on(() => props.id, () => setScrubbing(false)));

  return (
    <article
      class="slot"
      classList={{ held: held(), scrubbing: scrubbing() }}
      style={{ top: `${props.index * 100}%` }}
      aria-label={label()}
      aria-current={props.current ? "true" : undefined}
      data-video-id={props.id}
      data-state={props.slot.phase()}
      inert={!props.current}
    >
      <Show when={clip()}>
        {(c) => (
          <>
            <Blur hash={c().thumbhash} class="room-light" />
            <div class="frame" style={{ "--ratio": String(ratio()) }}>
              <div class="screen" classList={{ cover: fit() === "cover", framed: props.slot.framed() }} ref={(screen) => screen.prepend(props.slot.video)}>
                <Show when={c().poster}>{(poster) => <img class="poster" src={poster()} alt="" decoding="async" draggable={false} onError={hideBroken} onLoad={showLoaded} />}</Show>
              </div>
              <div class="shade" />
              <Show when={props.current && props.slot.phase() === "failed"}>
                <div class="trouble" role="alert">
                  <p>{c().renditions.length === 0 ? "This clip cannot be played on this device." : "This clip did not load."}</p>
                  <Show when={c().renditions.length > 0}>
                    <button type="button" class="button soft" onClick={() => props.player.retry()}>Try again</button>
                  </Show>
                </div>
              </Show>
              <ClipWords video={c()} showReason={props.showReason} open={held()} />
              <Show when={props.current}>
                <ClipTop id={c().id} player={props.player} onMenu={props.onMenu} />
                <Scrubber player={props.player} slot={props.slot} durationMs={c().duration_ms} onScrub={setScrubbing} />
              </Show>
              <Show when={held() && props.slot.phase() !== "failed"}>
                <div class="glyph" aria-hidden="true"><Play size={56} fill="currentColor" stroke-width={0} /></div>
              </Show>
              <Show when={props.current && props.slot.phase() === "refused"}>
                <button type="button" class="glyph start" aria-label="Play" onClick={() => void props.slot.play()}><Play size={56} fill="currentColor" stroke-width={0} /></button>
              </Show>
              <ClipRail video={c()} onComments={props.onComments} />
            </div>
            <Show when={props.burst} keyed>{(burst) => <HeartBurst burst={burst} />}</Show>
          </>
        )}
      </Show>
      <Show when={!clip() && props.isTail}>
        <div class="tail" data-scrolls>{props.tail()}</div>
      </Show>
    </article>
  );
}
