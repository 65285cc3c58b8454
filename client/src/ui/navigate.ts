import { createSignal } from "solid-js";

export interface Place {
  path: string;
  query: URLSearchParams;
}

const read = (): Place => ({ path: decodeURI(location.pathname), query: new URLSearchParams(location.search) });
const [place, setPlace] = createSignal<Place>(read());
const here = () => location.pathname + location.search;
let shown = here();

export { place };

interface Layer { close: () => void }
const layers: Layer[] = [];

export function navigate(to: string, replace = false): void {
  // A link inside a sheet leaves the sheet: its step becomes the new place.
  const fromLayer = layers.length > 0;
  layers.length = 0;
  if (replace || fromLayer || to === here()) history.replaceState({ depth: depth() }, "", to);
  else history.pushState({ depth: depth() + 1 }, "", to);
  shown = here();
  setPlace(read());
}

/** The address follows the clip on screen without being a step in the history. */
export function renameAddress(to: string): void {
  history.replaceState(history.state, "", to);
  shown = here();
}

export function goBack(): void {
  if (depth() > 0) history.back();
  else navigate("/", true);
}

function depth(): number {
  return (history.state as { depth?: number } | null)?.depth ?? 0;
}

/** A sheet is a step in the history, so that "back" closes it. Returns what takes the step back when it closes by itself. */
export function pushLayer(close: () => void): () => void {
  const layer: Layer = { close };
  layers.push(layer);
  history.pushState({ depth: depth() + 1, layer: layers.length }, "");
  return () => {
    const at = layers.indexOf(layer);
    if (at < 0) return;
    layers.splice(at, 1);
    history.back();
  };
}

export function startNavigation(): void {
  window.addEventListener("popstate", () => {
    const wanted = (history.state as { layer?: number } | null)?.layer ?? 0;
    while (layers.length > wanted) layers.pop()?.close();
    if (shown === here()) return;
    shown = here();
    setPlace(read());
  });
  document.addEventListener("click", (click) => {
    if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const link = (click.target as Element).closest?.("a");
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute("download") || link.pathname.startsWith("/api/")) return;
    click.preventDefault();
    navigate(link.pathname + link.search);
  });
}
