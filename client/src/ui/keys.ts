import { muted, setMuted } from "../player/sound";
import type { DeckControls } from "./controls";

interface Hands {
  deck: DeckControls;
  comments: () => void;
  closeComments: () => void;
  help: () => void;
}

interface KeyAction {
  keys: string[];
  shown: string[];
  name: string;
  perform: (hands: Hands) => void;
}

/** The keys of a deck as data: the help sheet draws the same list. */
export const deckKeys = {
  next: { keys: ["arrowdown", "j", "pagedown"], shown: ["↓", "J"], name: "Next clip", perform: ({ deck }) => deck.go(1) },
  previous: { keys: ["arrowup", "k", "pageup"], shown: ["↑", "K"], name: "Clip before", perform: ({ deck }) => deck.go(-1) },
  pause: { keys: [" "], shown: ["Space"], name: "Pause or go on", perform: ({ deck }) => deck.player.toggle() },
  favorite: { keys: ["l"], shown: ["L"], name: "Favorite", perform: ({ deck }) => deck.favorite() },
  comments: { keys: ["c"], shown: ["C"], name: "Comments", perform: ({ comments }) => comments() },
  sound: { keys: ["m"], shown: ["M"], name: "Sound on or off", perform: ({ deck }) => { setMuted(!muted()); deck.player.soundChanged(); } },
  full: { keys: ["f"], shown: ["F"], name: "Full screen", perform: () => void fullScreen() },
  help: { keys: ["?"], shown: ["?"], name: "This list", perform: ({ help }) => help() },
  close: { keys: ["escape"], shown: ["Esc"], name: "Close what is open", perform: ({ closeComments }) => closeComments() },
} satisfies Record<string, KeyAction>;

export type KeyName = keyof typeof deckKeys;

export function keyFor(press: KeyboardEvent): KeyName | null {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey || document.querySelector("dialog[open]")) return null;
  const target = press.target;
  if (!(target instanceof Element) || target.closest("input, textarea, select, [contenteditable]")) return null;
  const key = press.key.toLowerCase();
  if (key === " " && target.closest("button, a")) return null;
  for (const [name, action] of Object.entries(deckKeys)) if ((action.keys as string[]).includes(key)) return name as KeyName;
  return null;
}

async function fullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen?.().catch(() => {});
}
