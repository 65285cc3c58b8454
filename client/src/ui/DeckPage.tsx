import ArrowLeft from "lucide-solid/icons/arrow-left";
import { type JSX, Show, Suspense, createEffect, createSignal, lazy, on, onCleanup, onMount } from "solid-js";
import type { IdList } from "../feed/list";
import type { DeckControls } from "./controls";
import Deck from "./Deck";
import "./deck-page.css";
import { DeckTail } from "./DeckTail";
import { deckKeys, keyFor } from "./keys";
import { goBack } from "./navigate";

const ClipMenu = lazy(() => import("./ClipMenu"));
const CommentsPanel = lazy(() => import("./CommentsPanel"));
const HelpSheet = lazy(() => import("./HelpSheet"));

export interface DeckPageProps {
  list: IdList;
  top?: JSX.Element;
  back?: boolean;
  showReason?: boolean;
  empty?: { title: string; words: string; action: JSX.Element };
  onShown?: (id: string | undefined) => void;
  controls?: (controls: DeckControls) => void;
}

/** A deck of clips with what belongs to it: comments, menu, keys. */
export function DeckPage(props: DeckPageProps) {
  const [comments, setComments] = createSignal(false);
  const [menu, setMenu] = createSignal<string | null>(null);
  const [help, setHelp] = createSignal(false);
  const [controls, setControls] = createSignal<DeckControls | null>(null);
  const currentId = () => controls()?.currentId();

  onMount(() => {
    const press = (e: KeyboardEvent) => {
      const name = keyFor(e);
      const deck = controls();
      if (!name || !deck || menu() || help()) return;
      e.preventDefault();
      deckKeys[name].perform({ deck, comments: () => setComments(!comments()), help: () => setHelp(true), closeComments: () => setComments(false) });
    };
    window.addEventListener("keydown", press);
    onCleanup(() => window.removeEventListener("keydown", press));
  });
  // Beyond the last clip there is nothing to talk about.
  createEffect(on(currentId, (id) => { if (!id) setComments(false); }));

  return (
    <div class="deck-page" classList={{ open: comments() }}>
      <div class="deck-holder">
        <Show when={props.list} keyed>
          {(list) => (
            <Deck
              list={list}
              tail={() => <DeckTail list={list} {...(props.empty ? { empty: props.empty } : {})} />}
              showReason={props.showReason ?? false}
              commentsOpen={comments()}
              onComments={setComments}
              onMenu={setMenu}
              onShown={(id) => props.onShown?.(id)}
              controls={(made) => { setControls(made); props.controls?.(made); }}
            />
          )}
        </Show>
        {props.top}
        <Show when={props.back}>
          <button type="button" class="icon-button back" aria-label="Back" onClick={goBack}><ArrowLeft size={24} stroke-width={1.75} /></button>
        </Show>
      </div>
      <Suspense>
        <Show when={comments() && currentId()}>
          {(id) => <CommentsPanel videoId={id()} onClose={() => setComments(false)} />}
        </Show>
        <Show when={help()}><HelpSheet onClose={() => setHelp(false)} /></Show>
        <Show when={menu()}>
          {(id) => <ClipMenu id={id()} player={controls()?.player} onClose={() => setMenu(null)} onHelp={() => { setMenu(null); setHelp(true); }} onDeleted={(gone) => { setMenu(null); props.list.remove(gone); }} />}
        </Show>
      </Suspense>
    </div>
  );
}
