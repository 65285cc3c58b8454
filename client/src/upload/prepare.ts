import type { Ask, Tell } from "./prepare.worker";

export class PrepareError extends Error {}

/** Hashing happens beside the page, so that the clip on screen does not stutter. */
export function prepare(ask: Ask, onProgress: (doneBytes: number) => void, signal: AbortSignal): Promise<string[]> {
  const worker = new Worker(new URL("./prepare.worker.ts", import.meta.url), { type: "module" });
  return new Promise<string[]>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    worker.onmessage = (message: MessageEvent<Tell>) => {
      const told = message.data;
      if (told.kind === "progress") onProgress(told.doneBytes);
      else if (told.kind === "done") resolve(told.sha256);
      else reject(new PrepareError(told.reason));
    };
    worker.onerror = () => reject(new PrepareError("worker"));
    worker.postMessage(ask);
  }).finally(() => worker.terminate());
}
