import { createSignal } from "solid-js";
import { limits } from "../kernel/limits";
import { SLOTS, indexInSlot, slotOf } from "./deck";
import { videoElements } from "./elements";
import { type Download, ObjectCache } from "./objects";
import { type ClipState, type Job, type PlayState, plan } from "./prefetch";
import { type Clip, Slot } from "./slot";
import { muted, setSoundWaits, soundWaits } from "./sound";

export interface Watched {
  videoId: string;
  watchedMs: number;
  startedAt: string;
}

export interface PlayerHooks {
  clipAt: (index: number) => Clip | undefined;
  watched: (watched: Watched) => void;
}

let shared: ObjectCache | undefined;
const listeners = new Set<(download: Download) => void>();

/** Media in memory outlives a screen: coming back to the feed starts from it. */
export function objectCache(): ObjectCache {
  shared ??= new ObjectCache((download) => { for (const listener of listeners) listener(download); });
  return shared;
}

/** Plays the clip at one index, keeps its neighbours ready, and fetches what the policy asks for. Knows no screen. */
export class Player {
  readonly slots: Slot[];
  readonly #cache = objectCache();
  readonly #current = createSignal(-1);
  readonly #held = createSignal(false);
  readonly #speed = createSignal(1);
  readonly current = this.#current[0];
  readonly speed = this.#speed[0];
  /** The person paused. */
  readonly held = this.#held[0];
  readonly #jobs = new Map<string, Job>();
  #startedAt = new Date();
  #pumpTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(private readonly hooks: PlayerHooks) {
    this.slots = videoElements().map((video) => new Slot(video, this.#changed));
    listeners.add(this.#arrived);
    document.addEventListener("visibilitychange", this.#visibility);
    window.addEventListener("online", this.retry);
    window.addEventListener("pointerup", this.#touched, true);
    window.addEventListener("keydown", this.#touched, true);
  }

  slotAt(index: number): Slot {
    return this.slots[slotOf(index)] as Slot;
  }

  show(index: number): void {
    if (index === this.current() && this.slotAt(index).clip?.id === this.hooks.clipAt(index)?.id) return;
    this.#leave();
    const before = this.current();
    this.#current[1](index);
    this.#held[1](false);
    this.#arrange();
    if (before >= 0 && before !== index && slotOf(before) !== slotOf(index)) {
      this.slotAt(before).pause();
      this.slotAt(before).video.currentTime = 0;
    }
    this.#startedAt = new Date();
    if (!document.hidden) void this.slotAt(index).play();
    this.#pump();
  }

  /** The list behind the indexes grew or changed. */
  refresh(): void {
    if (this.current() >= 0) { this.#arrange(); this.#pump(); }
  }

  toggle(): void {
    const slot = this.slotAt(this.current());
    const playing = !slot.video.paused;
    this.#held[1](playing);
    playing ? slot.pause() : void slot.play();
  }

  hold(value: boolean): void {
    if (value === this.slotAt(this.current()).video.paused) return;
    this.toggle();
  }

  /** For this screen only: the next visit plays as fast as life. */
  setSpeed(speed: number): void {
    this.#speed[1](speed);
    for (const slot of this.slots) { slot.video.defaultPlaybackRate = speed; slot.video.playbackRate = speed; }
  }

  seek(seconds: number): void {
    this.slotAt(this.current()).video.currentTime = seconds;
  }

  /** Sound was switched: the element follows within the touch that asked for it. */
  soundChanged(): void {
    const slot = this.slots[slotOf(this.current())];
    if (slot) slot.video.muted = muted();
  }

  readonly retry = (): void => {
    const clip = this.hooks.clipAt(this.current());
    for (const [url, job] of this.#jobs) if (job.id === clip?.id) { this.#cache.stop(url); this.#jobs.delete(url); }
    for (const n of clip?.rendition?.objects.keys() ?? []) {
      const url = `${clip?.rendition?.base}/${n}`;
      if (this.#cache.get(url)?.state === "failed") this.#cache.drop(url);
    }
    const slot = this.slotAt(this.current());
    if (clip && slot.phase() === "failed") { slot.release(); this.#arrange(); if (!this.held()) void slot.play(); }
    this.#pump();
  };

  close(): void {
    this.#leave();
    this.setSpeed(1);
    this.#closed = true;
    clearTimeout(this.#pumpTimer);
    listeners.delete(this.#arrived);
    document.removeEventListener("visibilitychange", this.#visibility);
    window.removeEventListener("online", this.retry);
    window.removeEventListener("pointerup", this.#touched, true);
    window.removeEventListener("keydown", this.#touched, true);
    for (const url of this.#jobs.keys()) this.#cache.stop(url);
    for (const slot of this.slots) slot.close();
  }

  #arrange(): void {
    for (let n = 0; n < SLOTS; n += 1) {
      const index = indexInSlot(n, this.current());
      const clip = this.hooks.clipAt(index);
      const slot = this.slots[n] as Slot;
      if (!clip) slot.release();
      // A neighbour is attached when its beginning is in memory, so that it never competes with this clip.
      else if (index === this.current() || this.#isReady(clip)) slot.hold(clip, this.#cache);
      else if (slot.clip && slot.clip.id !== clip.id) slot.release();
    }
  }

  #isReady(clip: Clip): boolean {
    const slot = this.slotAt(this.current());
    if (clip.rendition && clip.rendition.objects.length === 0) return slot.video.readyState >= 3;
    return this.#cache.has(`${clip.rendition?.base}/0`);
  }

  #pump(): void {
    if (this.#closed || this.current() < 0) return;
    const state = this.#state();
    if (!state) return;
    const { start, stop } = plan(state, [...this.#jobs.values()]);
    for (const job of stop) this.#stop(job);
    for (const job of start) {
      const url = this.#address(job);
      if (!url) continue;
      this.#jobs.set(url, job);
      this.#cache.start(url, job.id === state.clip.id);
      if (this.#cache.get(url)?.state !== "running") this.#jobs.delete(url);
    }
  }

  #state(): PlayState | null {
    const clip = this.hooks.clipAt(this.current());
    if (!clip) return null;
    const slot = this.slotAt(this.current());
    const at = slot.loader?.objectAt(slot.video.currentTime) ?? 0;
    const upcoming: ClipState[] = [];
    for (let step = 1; step <= limits.prefetch_clips; step += 1) {
      const next = this.hooks.clipAt(this.current() + step);
      if (next) upcoming.push(this.#clipState(next));
    }
    const failed = slot.phase() === "failed";
    const leftMs = failed ? 0 : Math.max(0, clip.durationMs - slot.video.currentTime * 1000 - 200);
    return { clip: this.#clipState(clip), at, aheadMs: slot.aheadMs(), leftMs, upcoming };
  }

  #clipState(clip: Clip): ClipState {
    const slot = this.slots.find((s) => s.clip?.id === clip.id);
    const base = clip.rendition?.base;
    return {
      id: clip.id,
      objects: slot && !slot.loader ? 0 : (clip.rendition?.objects.length ?? 0),
      has: (object) => slot?.loader?.has(object) ?? this.#cache.has(`${base}/${object}`),
    };
  }

  #address(job: Job): string | null {
    for (let step = -1; step <= limits.prefetch_clips; step += 1) {
      const clip = this.hooks.clipAt(this.current() + step);
      if (clip?.id === job.id && clip.rendition) return `${clip.rendition.base}/${job.object}`;
    }
    return null;
  }

  #stop(job: Job): void {
    for (const [url, running] of this.#jobs) {
      if (running !== job) continue;
      this.#cache.stop(url);
      this.#jobs.delete(url);
    }
  }

  readonly #changed = (): void => {
    if (this.#pumpTimer !== undefined || this.#closed) return;
    this.#pumpTimer = setTimeout(() => { this.#pumpTimer = undefined; this.#pump(); }, 40);
  };

  readonly #arrived = (download: Download): void => {
    const job = this.#jobs.get(download.url);
    for (const slot of this.slots) if (slot.clip?.id === job?.id) slot.loader?.feed();
    if (download.state === "running") return;
    this.#jobs.delete(download.url);
    if (download.state === "failed" && job && job.id === this.hooks.clipAt(this.current())?.id) {
      const slot = this.slotAt(this.current());
      if (slot.aheadMs() < 250) slot.fail();
    }
    this.#arrange();
    this.#changed();
  };

  readonly #visibility = (): void => {
    const slot = this.slots[slotOf(this.current())];
    if (!slot || this.current() < 0) return;
    if (document.hidden) { this.#leave(); slot.pause(); }
    else if (!this.held()) { this.#startedAt = new Date(); void slot.play(); }
  };

  readonly #touched = (): void => {
    if (!soundWaits()) return;
    setSoundWaits(false);
    this.soundChanged();
  };

  /** What was watched is told when the clip, the page or the screen is left. */
  #leave(): void {
    if (this.current() < 0) return;
    const slot = this.slotAt(this.current());
    const watchedMs = Math.round(slot.takeWatched());
    if (!slot.clip || watchedMs < limits.view_least_ms) return;
    this.hooks.watched({ videoId: slot.clip.id, watchedMs, startedAt: this.#startedAt.toISOString() });
    this.#startedAt = new Date();
  }
}
