import { postViews } from "../api/routes";
import type { ViewEvent } from "../api/types";
import { limits } from "../kernel/limits";
import { randomId } from "../kernel/random";

// What was watched, told in batches; the event ids make telling it twice harmless.

const waiting: ViewEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let sending: Promise<void> | null = null;

export function reportView(view: { videoId: string; watchedMs: number; startedAt: string }): void {
  waiting.push({ event_id: randomId(), video_id: view.videoId, watched_ms: view.watchedMs, started_at: view.startedAt });
  if (waiting.length > limits.views_waiting_max) waiting.shift();
  if (document.hidden) return leave();
  if (waiting.length >= limits.views_flush_at) void flushViews();
  else timer ??= setTimeout(() => void flushViews(), limits.views_flush_ms);
}

export function flushViews(): Promise<void> {
  sending ??= send().finally(() => { sending = null; });
  return sending;
}

async function send(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  while (waiting.length > 0) {
    const batch = waiting.splice(0, limits.views_batch_max);
    try {
      await postViews(batch, false);
    } catch {
      waiting.unshift(...batch);
      return;
    }
  }
}

/** The page may be gone the next moment: a keepalive request outlives it. */
function leave(): void {
  if (waiting.length === 0) return;
  const batch = waiting.splice(0, limits.views_batch_max);
  postViews(batch, true).catch(() => waiting.unshift(...batch));
}

export function reportOnLeaving(): void {
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  window.addEventListener("online", () => void flushViews());
}
