import { createSignal } from "solid-js";
import { type Draft, keepDraft } from "./keep";
import { type Progress, type Step, ringShare, storyOf } from "./plan";

/** One clip on its way: what is kept of it, and what screens show. */
export class UploadItem {
  readonly #draft;
  readonly #step = createSignal<Step>("preparing");
  readonly #done = createSignal(0);
  readonly #failure = createSignal<string | undefined>(undefined);
  readonly #file = createSignal<Blob | null>(null);
  readonly step = this.#step[0];
  readonly file = this.#file[0];
  readonly setFile = this.#file[1];
  #stop = new AbortController();
  #wake: (() => void) | null = null;

  constructor(draft: Draft, file: Blob | null) {
    this.#draft = createSignal(draft);
    this.#file[1](() => file);
  }

  get id(): string { return this.draft().id; }
  draft(): Draft { return this.#draft[0](); }
  get signal(): AbortSignal { return this.#stop.signal; }

  /** Kept first, shown then: what a person typed is on disk. */
  async change(change: Partial<Draft>): Promise<void> {
    const draft = { ...this.draft(), ...change };
    this.#draft[1](draft);
    await keepDraft(draft);
  }

  enter(step: Step, failure?: string): void {
    this.#failure[1](failure);
    this.#step[1](step);
  }

  sent(bytes: number): void { this.#done[1](bytes); }

  progress(): Progress {
    return { step: this.step(), sizeBytes: this.draft().sizeBytes, doneBytes: this.#done[0](), failure: this.#failure[0]() };
  }

  ring(): number { return ringShare(this.progress()); }
  story(): string { return storyOf(this.progress()); }

  /** Waits until the person acts: signs in or publishes. */
  acted(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#wake = resolve;
      this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
    });
  }

  wake(): void {
    this.#wake?.();
    this.#wake = null;
  }

  stop(): void { this.#stop.abort(new DOMException("stopped", "AbortError")); }
  renew(): void { this.stop(); this.#stop = new AbortController(); }
}
