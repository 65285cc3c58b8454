import Play from "lucide-solid/icons/play";
import { For, Match, Show, Switch, createEffect, createMemo, on, onCleanup } from "solid-js";
import { video } from "../entities/videos";
import type { IdList } from "../feed/list";
import { handOver } from "../feed/lists";
import { shortCount } from "../kernel/words";
import { Blur } from "./Blur";
import type { EmptyWords } from "./DeckTail";
import { hideBroken, showLoaded } from "./images";
import { Ring } from "./Ring";
import "./grid.css";

/** Posters three in a row; a tap opens the clip in a deck of this very list. */
export function Grid(props: { list: IdList; label: string; empty: EmptyWords }) {
  const list = createMemo(() => props.list);
  createEffect(on(list, (shown) => void shown.first()));
  const watchEnd = (mark: HTMLElement) => {
    const watcher = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting) && list().state() === "idle") void list().more();
    }, { rootMargin: "600px" });
    watcher.observe(mark);
    onCleanup(() => watcher.disconnect());
  };
  return (
    <>
      <ul class="grid" aria-label={props.label}>
        <For each={list().ids()}>
          {(id) => (
            <li>
              <Show when={video(id)}>
                {(clip) => (
                  <a class="cell" href={`/@${clip().author.handle}/${id}`} data-video-id={id} onClick={() => handOver(list())}
                    aria-label={`Clip by ${clip().author.name || clip().author.handle}${clip().caption ? `: ${clip().caption.slice(0, 80)}` : ""}`}>
                    <Blur hash={clip().thumbhash} class="cell-blur" />
                    <Show when={clip().poster}>{(poster) => <img src={poster()} alt="" loading="lazy" decoding="async" onError={hideBroken} onLoad={showLoaded} />}</Show>
                    <span class="cell-views numbers"><Play size={12} stroke-width={2} fill="currentColor" />{shortCount(clip().counts.views)}</span>
                  </a>
                )}
              </Show>
            </li>
          )}
        </For>
        <Show when={list().state() === "loading"}><For each={Array.from({ length: list().ids().length ? 3 : 9 })}>{() => <li class="cell skeleton" aria-hidden="true" />}</For></Show>
      </ul>
      <div ref={watchEnd} />
      <Switch>
        <Match when={list().state() === "failed"}>
          <div class="empty" role="alert"><p>{list().failure}</p><button type="button" class="button soft" onClick={() => void list().more()}>Try again</button></div>
        </Match>
        <Match when={list().state() === "ended" && list().ids().length === 0}>
          <div class="empty"><Ring size={56} /><h2>{props.empty.title}</h2><p>{props.empty.words}</p>{props.empty.action}</div>
        </Match>
      </Switch>
    </>
  );
}
