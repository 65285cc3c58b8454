import { limits } from "../kernel/limits";

// What to fetch now, and what to stop. Pure: it sees the state of a few clips and answers with jobs.

export interface ClipState {
  id: string;
  /** How many objects the clip consists of. */
  objects: number;
  /** Objects that are in memory or already given to the video element. */
  has: (object: number) => boolean;
}

export interface PlayState {
  clip: ClipState;
  /** The object under the playhead: fetching goes on from here. */
  at: number;
  /** Playable media in front of the playhead. */
  aheadMs: number;
  /** Media between the playhead and the clip's end. */
  leftMs: number;
  /** The next clips in order, nearest first. */
  upcoming: readonly ClipState[];
}

export interface Job {
  id: string;
  object: number;
}

export interface Plan {
  start: Job[];
  stop: Job[];
}

const same = (a: Job, b: Job) => a.id === b.id && a.object === b.object;

/** The clip on screen first until it is safe; then the beginnings of the next clips; then the rest of this one. */
export function wanted(state: PlayState): Job[] {
  const own = missing(state.clip, state.at);
  const ahead = state.upcoming.slice(0, limits.prefetch_clips);
  const beginnings = ahead.filter((clip) => clip.objects > 0 && !clip.has(0)).map((clip) => ({ id: clip.id, object: 0 }));
  if (!isSafe(state)) return own.slice(0, 1);
  const next = own.length === 0 && ahead[0] ? missing(ahead[0], 0).slice(0, 1) : [];
  return [...beginnings, ...own, ...next.filter((job) => !beginnings.some((other) => same(job, other)))];
}

export function isSafe(state: PlayState): boolean {
  return state.aheadMs >= Math.min(limits.prefetch_safe_ms, state.leftMs);
}

export function plan(state: PlayState, inFlight: readonly Job[]): Plan {
  const jobs = wanted(state);
  // What is nearly here is not thrown away for a dip in the buffer, only for a real shortage.
  const patient = state.aheadMs >= limits.prefetch_keep_ms;
  const near = new Set([state.clip.id, ...state.upcoming.slice(0, limits.prefetch_clips).map((clip) => clip.id)]);
  const stop = inFlight.filter((job) => !jobs.some((other) => same(job, other)) && !(patient && near.has(job.id)));
  const running = inFlight.filter((job) => !stop.includes(job));
  const room = Math.max(0, limits.media_fetches_at_once - running.length);
  const start = jobs.filter((job) => !running.some((other) => same(job, other))).slice(0, room);
  return { start, stop };
}

/** From the playhead to the end, then what was left out before it: the clip will loop. */
function missing(clip: ClipState, from: number): Job[] {
  const jobs: Job[] = [];
  for (let step = 0; step < clip.objects; step += 1) {
    const object = (from + step) % clip.objects;
    if (!clip.has(object)) jobs.push({ id: clip.id, object });
  }
  return jobs;
}
