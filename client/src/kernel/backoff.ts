import { limits } from "./limits";

/** Delay before attempt n (from 1): doubles, is bounded, and spreads by a quarter so that clients do not march in step. */
export function backoffMs(attempt: number, random: number = Math.random()): number {
  const full = Math.min(limits.retry_most_ms, limits.retry_first_ms * 2 ** (attempt - 1));
  return Math.round(full * (0.875 + 0.25 * random));
}

export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => { signal?.removeEventListener("abort", stop); resolve(); }, ms);
    const stop = () => { clearTimeout(timer); reject(signal?.reason); };
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Resolves when the browser believes it has a network, or after the given time, whichever is first. */
export function onlineOr(ms: number, signal?: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const wake = () => stop.abort();
  globalThis.addEventListener("online", wake, { once: true });
  signal?.addEventListener("abort", wake, { once: true });
  return sleep(ms, stop.signal).catch(() => {
    if (signal?.aborted) throw signal.reason;
  }).finally(() => globalThis.removeEventListener("online", wake));
}
