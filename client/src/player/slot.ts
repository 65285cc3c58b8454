import type { Rendition } from "../api/types";
import { createSignal } from "solid-js";
import { SourceLoader, sourceClass } from "./loader";
import type { ObjectCache } from "./objects";
import { muted, setSoundWaits } from "./sound";

export interface Clip {
  id: string;
  rendition: Rendition | undefined;
  durationMs: number;
}

export type Phase = "empty" | "loading" | "playing" | "stalled" | "paused" | "refused" | "failed";

/** One video element and the clip it holds. */
export class Slot {
  readonly #phase = createSignal<Phase>("empty");
  readonly #framed = createSignal(false);
  readonly phase = this.#phase[0];
  /** A picture of this very clip is on the element: the poster may go. */
  readonly framed = this.#framed[0];
  clip: Clip | null = null;
  loader: SourceLoader | null = null;
  #watchedFrom: number | null = null;
  #watchedMs = 0;
  #turn = 0;
  #plain = false;
  readonly #listening = new AbortController();

  constructor(readonly video: HTMLVideoElement, private readonly changed: () => void) {
    this.#on("playing", () => { this.#count(true); this.#set("playing"); });
    this.#on("waiting", () => { this.#count(false); if (!video.paused) this.#set("stalled"); });
    this.#on("pause", () => { this.#count(false); if (this.phase() === "playing" || this.phase() === "stalled") this.#set("paused"); });
    this.#on("seeking", () => this.loader?.jumped());
    this.#on("timeupdate", () => { if (video.currentTime > 0.1) this.#framed[1](true); changed(); });
    this.#on("progress", changed);
    this.#on("error", () => this.#fallBack());
  }

  /** The element goes on to another screen's slot. */
  close(): void {
    this.#listening.abort();
    this.release();
  }

  hold(clip: Clip, cache: ObjectCache): void {
    if (this.clip?.id === clip.id) return;
    this.release();
    this.clip = clip;
    this.#plain = false;
    if (!clip.rendition) return this.#set("failed");
    this.#set("loading");
    const Source = sourceClass();
    if (Source && clip.rendition.objects.length > 0) {
      this.loader = new SourceLoader(this.video, clip.rendition, clip.durationMs, cache, this.changed, Source);
      this.loader.feed();
    } else {
      this.#plain = true;
      this.video.src = clip.rendition.url;
    }
    this.#awaitFrame();
  }

  release(): void {
    this.#turn += 1;
    this.#count(false);
    this.#watchedMs = 0;
    this.loader?.close();
    this.loader = null;
    this.clip = null;
    this.#framed[1](false);
    this.#set("empty");
    if (!this.video.src) return;
    this.video.pause();
    this.video.removeAttribute("src");
    this.video.load();
  }

  async play(): Promise<void> {
    if (!this.clip?.rendition) return;
    const turn = this.#turn;
    this.video.muted = muted();
    if (this.phase() !== "playing") this.#set("loading");
    for (const quiet of [false, true]) {
      if (quiet) this.video.muted = true;
      try {
        await this.video.play();
        if (quiet && !muted()) setSoundWaits(true);
        return;
      } catch (error) {
        if (turn !== this.#turn || !(error instanceof DOMException)) return;
        if (error.name !== "NotAllowedError") return;
        if (this.video.muted) return this.#set("refused");
      }
    }
  }

  pause(): void {
    this.video.pause();
    if (this.phase() === "loading" || this.phase() === "stalled") this.#set("paused");
  }

  fail(): void {
    this.#set("failed");
  }

  /** Milliseconds really played since the last time somebody asked. */
  takeWatched(): number {
    const running = this.#watchedFrom !== null;
    this.#count(false);
    if (running) this.#count(true);
    const taken = this.#watchedMs;
    this.#watchedMs = 0;
    return taken;
  }

  aheadMs(): number {
    const { buffered, currentTime } = this.video;
    for (let i = 0; i < buffered.length; i += 1) {
      if (buffered.start(i) <= currentTime + 0.15 && currentTime < buffered.end(i)) return (buffered.end(i) - currentTime) * 1000;
    }
    return 0;
  }

  #on(type: keyof HTMLMediaElementEventMap, listener: () => void): void {
    this.video.addEventListener(type, listener, { signal: this.#listening.signal });
  }

  #awaitFrame(): void {
    const turn = this.#turn;
    const shown = () => { if (turn === this.#turn) this.#framed[1](true); };
    if ("requestVideoFrameCallback" in this.video) this.video.requestVideoFrameCallback(shown);
  }

  #count(start: boolean): void {
    const now = performance.now();
    if (this.#watchedFrom !== null) this.#watchedMs += now - this.#watchedFrom;
    this.#watchedFrom = start ? now : null;
  }

  /** The plain file is the second chance of a clip that Media Source could not decode. */
  #fallBack(): void {
    const rendition = this.clip?.rendition;
    if (!rendition || !this.video.error) return;
    if (this.#plain) return this.#set("failed");
    const resume = this.phase() !== "paused";
    this.#plain = true;
    this.loader?.close();
    this.loader = null;
    this.video.src = rendition.url;
    if (resume) void this.play();
  }

  #set(phase: Phase): void {
    this.#phase[1](phase);
  }
}
