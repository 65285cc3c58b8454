import type { Rendition } from "../api/types";
import type { ObjectCache } from "./objects";

type SourceClass = typeof MediaSource;
declare global {
  interface Window { ManagedMediaSource?: SourceClass }
}

/** Safari's phones have only the managed kind; where both exist the managed one is kinder to memory. */
export function sourceClass(): SourceClass | undefined {
  return window.ManagedMediaSource ?? window.MediaSource;
}

export function canPlay(type: string): boolean {
  const source = sourceClass();
  if (source) return source.isTypeSupported(type);
  return document.createElement("video").canPlayType(type) !== "";
}

/** Gives one video element the objects of one clip, in the order the playhead needs them, as their bytes arrive. */
export class SourceLoader {
  readonly #source: MediaSource;
  readonly #url: string;
  readonly #given = new Set<number>();
  #buffer: SourceBuffer | null = null;
  #partial: { object: number; chunk: number } | null = null;
  #closed = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly rendition: Rendition,
    private readonly durationMs: number,
    private readonly cache: ObjectCache,
    private readonly changed: () => void,
    Source: SourceClass,
  ) {
    this.#source = new Source();
    this.#url = URL.createObjectURL(this.#source);
    this.#source.addEventListener("sourceopen", this.#open);
    video.disableRemotePlayback = true;
    video.src = this.#url;
  }

  has(object: number): boolean {
    return this.#given.has(object) || this.cache.has(this.address(object));
  }

  get complete(): boolean {
    return this.#given.size === this.rendition.objects.length;
  }

  address(object: number): string {
    return `${this.rendition.base}/${object}`;
  }

  /** The object under a moment of the clip. */
  objectAt(seconds: number): number {
    const ms = seconds * 1000;
    const found = this.rendition.objects.findIndex((o) => ms < o.start_ms + o.duration_ms);
    return found < 0 ? this.rendition.objects.length - 1 : found;
  }

  /** After a jump, an object that is still arriving elsewhere must not hold up the one needed now. */
  jumped(): void {
    const partial = this.#partial;
    if (!partial || partial.object === this.objectAt(this.video.currentTime)) return;
    if (!this.cache.has(this.address(partial.object))) this.#forgetPartial();
    this.feed();
  }

  feed(): void {
    const buffer = this.#buffer;
    if (!buffer || this.#closed || buffer.updating) return;
    if (!this.#partial) this.#partial = this.#choose();
    const partial = this.#partial;
    if (!partial) return this.#finish();
    const download = this.cache.get(this.address(partial.object));
    if (!download || download.state === "failed") return this.#forgetPartial();
    const chunk = download.chunks[partial.chunk];
    if (chunk) {
      partial.chunk += 1;
      this.#append(buffer, chunk);
    } else if (download.state === "done") {
      this.#given.add(partial.object);
      this.#partial = null;
      if (partial.object > 0) this.cache.drop(download.url);
      this.changed();
      this.feed();
    }
  }

  close(): void {
    this.#closed = true;
    this.#source.removeEventListener("sourceopen", this.#open);
    URL.revokeObjectURL(this.#url);
  }

  readonly #open = () => {
    if (this.#closed || this.#buffer) return;
    const buffer = this.#source.addSourceBuffer(`${this.rendition.type}; codecs="${this.rendition.codecs}"`);
    this.#buffer = buffer;
    this.#source.duration = this.durationMs / 1000;
    buffer.addEventListener("updateend", () => { this.changed(); this.feed(); });
    // A managed source may take back what it was given.
    buffer.addEventListener("bufferedchange", () => this.#recount());
    this.feed();
  };

  /** The nearest object that is missing; further ones only when they are whole already. */
  #choose(): { object: number; chunk: number } | null {
    const count = this.rendition.objects.length;
    const from = this.#given.has(0) ? this.objectAt(this.video.currentTime) : 0;
    let nearest = true;
    for (let step = 0; step < count; step += 1) {
      const object = (from + step) % count;
      if (this.#given.has(object)) continue;
      const download = this.cache.get(this.address(object));
      if (download && (download.state === "done" || (nearest && download.chunks.length > 0))) return { object, chunk: 0 };
      nearest = false;
    }
    return null;
  }

  #append(buffer: SourceBuffer, chunk: Uint8Array<ArrayBuffer>): void {
    try {
      buffer.appendBuffer(chunk);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") return;
      this.#forgetPartial();
      const until = this.video.currentTime - 1;
      if (until > 0) buffer.remove(0, until);
      this.#recount();
    }
  }

  #forgetPartial(): void {
    this.#partial = null;
    if (this.#source.readyState === "open" && this.#buffer && !this.#buffer.updating) this.#buffer.abort();
  }

  #recount(): void {
    const ranges = this.#buffer?.buffered;
    if (!ranges) return;
    for (const object of [...this.#given]) {
      const part = this.rendition.objects[object];
      if (!part) continue;
      const middle = (part.start_ms + part.duration_ms / 2) / 1000;
      let kept = false;
      for (let i = 0; i < ranges.length; i += 1) kept ||= ranges.start(i) <= middle && middle <= ranges.end(i);
      if (!kept) this.#given.delete(object);
    }
    this.changed();
  }

  #finish(): void {
    if (this.complete && this.#source.readyState === "open") this.#source.endOfStream();
  }
}
