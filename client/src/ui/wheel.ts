// One clip a gesture: a trackpad goes on sending events after the fingers have left. Pure.

export interface WheelMemory {
  lastMs: number;
  firedMs: number;
  sum: number;
  size: number;
  fired: boolean;
}

export const wheelStart: WheelMemory = { lastMs: -Infinity, firedMs: -Infinity, sum: 0, size: 0, fired: false };

const PAUSE_MS = 260;
const AGAIN_MS = 420;
const ENOUGH_PX = 36;

export function wheelStep(memory: WheelMemory, deltaPx: number, nowMs: number): { memory: WheelMemory; step: -1 | 0 | 1 } {
  const size = Math.abs(deltaPx);
  const paused = nowMs - memory.lastMs > PAUSE_MS;
  const turned = memory.sum !== 0 && Math.sign(deltaPx) !== Math.sign(memory.sum);
  // Inertia only fades; a push that grows, or a notch as strong as before, is a new gesture.
  const pushed = nowMs - memory.firedMs > AGAIN_MS && size >= 20 && (size > memory.size * 1.5 || (size >= 100 && size === memory.size));
  const fresh = paused || turned || (memory.fired && pushed);
  const sum = (fresh ? 0 : memory.sum) + deltaPx;
  const fired = fresh ? false : memory.fired;
  if (fired || Math.abs(sum) < ENOUGH_PX) return { memory: { ...memory, lastMs: nowMs, sum, size, fired }, step: 0 };
  return { memory: { lastMs: nowMs, firedMs: nowMs, sum, size, fired: true }, step: Math.sign(sum) as -1 | 1 };
}
