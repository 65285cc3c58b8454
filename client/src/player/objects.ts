import { backoffMs, onlineOr } from "../kernel/backoff";
import { limits } from "../kernel/limits";

export interface Download {
  readonly url: string;
  readonly chunks: Uint8Array<ArrayBuffer>[];
  bytes: number;
  state: "running" | "done" | "failed";
}

type Listener = (download: Download) => void;

/** Media objects in memory: running and finished downloads by address, the least used dropped beyond a number of bytes. */
export class ObjectCache {
  readonly #all = new Map<string, Download>();
  readonly #stops = new Map<string, AbortController>();
  readonly #early = new Map<string, Promise<Response>>();
  #bytes = 0;
  #bitsPerSecond: number | null = null;

  constructor(private readonly changed: Listener) {}

  get bitsPerSecond(): number | null {
    return this.#bitsPerSecond;
  }

  /** A request that the page's head already sent; whoever asks for its address first takes it over. */
  adopt(url: string, response: Promise<Response>): void {
    this.#early.set(url, response);
    response.catch(() => this.#early.delete(url));
  }

  get(url: string): Download | undefined {
    const download = this.#all.get(url);
    if (download) {
      this.#all.delete(url);
      this.#all.set(url, download);
    }
    return download;
  }

  has(url: string): boolean {
    return this.#all.get(url)?.state === "done";
  }

  start(url: string, urgent: boolean): void {
    if (this.#all.has(url)) return;
    const download: Download = { url, chunks: [], bytes: 0, state: "running" };
    const stop = new AbortController();
    this.#all.set(url, download);
    this.#stops.set(url, stop);
    void this.#run(download, stop, urgent);
  }

  stop(url: string): void {
    this.#stops.get(url)?.abort();
    this.#stops.delete(url);
    if (this.#all.get(url)?.state !== "done") this.drop(url);
  }

  drop(url: string): void {
    const download = this.#all.get(url);
    if (!download) return;
    if (download.state === "done") this.#bytes -= download.bytes;
    this.#all.delete(url);
  }

  clear(): void {
    for (const url of [...this.#stops.keys()]) this.stop(url);
    this.#all.clear();
    this.#bytes = 0;
  }

  async #run(download: Download, stop: AbortController, urgent: boolean): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#read(download, stop.signal, urgent);
        break;
      } catch {
        if (stop.signal.aborted) return;
        if (attempt >= limits.media_attempts_max) {
          download.state = "failed";
          this.#stops.delete(download.url);
          this.changed(download);
          return;
        }
        await onlineOr(backoffMs(attempt), stop.signal).catch(() => {});
        if (stop.signal.aborted) return;
      }
    }
    this.#stops.delete(download.url);
    download.state = "done";
    this.#bytes += download.bytes;
    this.#trim(download.url);
    this.changed(download);
  }

  /** Bytes already taken stay: a second attempt skips as many, since objects never change. */
  async #read(download: Download, signal: AbortSignal, urgent: boolean): Promise<void> {
    const early = this.#early.get(download.url);
    this.#early.delete(download.url);
    const started = performance.now();
    const response = await (early ?? fetch(download.url, { signal, priority: urgent ? "high" : "low" }));
    if (!response.ok || !response.body) throw new Error(`${download.url}: ${response.status}`);
    const reader = response.body.getReader();
    const cancel = () => void reader.cancel().catch(() => {});
    signal.addEventListener("abort", cancel, { once: true });
    let skip = download.bytes;
    let taken = 0;
    for (;;) {
      const { done, value } = await withSilence(reader, limits.media_stall_ms);
      if (signal.aborted) throw signal.reason;
      if (done) break;
      taken += value.byteLength;
      const fresh = skip >= value.byteLength ? null : skip > 0 ? value.subarray(skip) : value;
      skip = Math.max(0, skip - value.byteLength);
      if (!fresh) continue;
      download.chunks.push(fresh as Uint8Array<ArrayBuffer>);
      download.bytes += fresh.byteLength;
      this.changed(download);
    }
    signal.removeEventListener("abort", cancel);
    this.#measure(taken, performance.now() - started);
  }

  #measure(bytes: number, ms: number): void {
    if (bytes < 50_000 || ms < 20) return;
    const now = (bytes * 8000) / ms;
    this.#bitsPerSecond = this.#bitsPerSecond === null ? now : 0.7 * this.#bitsPerSecond + 0.3 * now;
  }

  #trim(keep: string): void {
    for (const [url, download] of this.#all) {
      if (this.#bytes <= limits.media_cache_bytes_max) return;
      if (download.state === "done" && url !== keep) this.drop(url);
    }
  }
}

function withSilence(reader: ReadableStreamDefaultReader<Uint8Array>, ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { void reader.cancel().catch(() => {}); reject(new Error("the media went silent")); }, ms);
  });
  return Promise.race([reader.read(), silence]).finally(() => clearTimeout(timer));
}
