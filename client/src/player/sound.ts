import { createSignal } from "solid-js";

// Muted until asked, and then remembered.

const NAME = "onereel.sound";

function remembered(): boolean {
  try { return localStorage.getItem(NAME) !== "on"; } catch { return true; }
}

const [muted, setSignal] = createSignal(remembered());
/** The browser refused sound without a touch: the next touch turns it on. */
const [soundWaits, setSoundWaits] = createSignal(false);

export { muted, setSoundWaits, soundWaits };

export function setMuted(value: boolean): void {
  setSignal(value);
  setSoundWaits(false);
  try { localStorage.setItem(NAME, value ? "off" : "on"); } catch { /* private mode: remembered for this visit */ }
}
