// Where things are when clips are stacked and swiped. Pure: numbers in, numbers out.

export const SLOTS = 3;

/** A clip keeps its slot while it is the current one or next to it, so its video element is never moved. */
export function slotOf(index: number): number {
  return ((index % SLOTS) + SLOTS) % SLOTS;
}

/** The clip a slot shows while `current` is on screen: the one before, itself, or the one after. */
export function indexInSlot(slot: number, current: number): number {
  for (const index of [current - 1, current, current + 1]) if (slotOf(index) === slot) return index;
  throw new Error("three neighbours fill three slots");
}

export interface Release {
  /** How far the finger went, in px; negative is upwards, towards the next clip. */
  offset: number;
  /** px per ms at the moment of letting go. */
  velocity: number;
  height: number;
  current: number;
  count: number;
}

const FLICK_PX_PER_MS = 0.35;
const TURN_SHARE = 0.32;

/** Which clip the finger chose. A flick against the drag takes it back. */
export function settle({ offset, velocity, height, current, count }: Release): number {
  let step = 0;
  if (Math.abs(velocity) >= FLICK_PX_PER_MS) {
    const backwards = offset !== 0 && Math.sign(velocity) !== Math.sign(offset);
    step = backwards ? 0 : -Math.sign(velocity);
  } else if (Math.abs(offset) > height * TURN_SHARE) {
    step = -Math.sign(offset);
  }
  return Math.min(Math.max(current + step, 0), Math.max(count - 1, 0));
}

/** Beyond the first and the last clip the deck follows the finger less and less. */
export function resisted(offset: number, height: number, current: number, count: number): number {
  const beyond = (offset > 0 && current === 0) || (offset < 0 && current >= count - 1);
  if (!beyond) return offset;
  const reach = height * 0.25;
  return Math.sign(offset) * reach * (1 - Math.exp(-Math.abs(offset) / (reach * 2)));
}

/** Positions of a critically damped spring from `from` px to 0, one a frame; it is still at the end. */
export function springPath(from: number, velocity: number, ms: number, frameMs = 1000 / 60): number[] {
  const stiffness = 7.2 / ms;
  const frames = Math.max(2, Math.round(ms / frameMs));
  const pull = velocity + stiffness * from;
  const path: number[] = [];
  for (let frame = 0; frame < frames; frame += 1) {
    const t = frame * frameMs;
    path.push((from + pull * t) * Math.exp(-stiffness * t));
  }
  path.push(0);
  return path;
}

/** Fills the screen when the clip is near its shape; otherwise the whole clip is shown on its own blur. */
export function fitOf(clip: { width: number; height: number }, box: { width: number; height: number }): "cover" | "contain" {
  if (!clip.width || !clip.height || !box.width || !box.height) return "contain";
  const ratio = (clip.width / clip.height) / (box.width / box.height);
  return ratio > 0.78 && ratio < 1.28 ? "cover" : "contain";
}
