import { createSignal } from "solid-js";
import type { Page } from "../api/types";
import { sentence } from "../api/problems";
import { limits } from "../kernel/limits";

export type ListState = "idle" | "loading" | "failed" | "ended";

/** A list of ids read page by page; an id is in it once. Screens draw it, decks play it. */
export class IdList {
  readonly #ids = createSignal<string[]>([]);
  readonly #state = createSignal<ListState>("idle");
  readonly #index = createSignal(0);
  readonly ids = this.#ids[0];
  readonly state = this.#state[0];
  /** Which of them is on screen: kept here, so that coming back finds the same clip. */
  readonly index = this.#index[0];
  readonly setIndex = this.#index[1];
  #seen = new Set<string>();
  #cursor: string | null = null;
  #loading: Promise<void> | null = null;
  #turn = 0;
  failure = "";

  constructor(private readonly fetchPage: (cursor: string | null) => Promise<Page<string>>) {}

  /** Takes a page that came by another way, such as the one inside the document. */
  take(page: Page<string>): number {
    const fresh = page.items.filter((id) => !this.#seen.has(id) && this.#seen.add(id));
    this.#ids[1]((ids) => [...ids, ...fresh]);
    this.#cursor = page.next_cursor;
    this.#state[1](page.next_cursor === null || this.#ids[0]().length >= limits.list_items_max ? "ended" : "idle");
    return fresh.length;
  }

  more(): Promise<void> {
    if (this.#state[0]() === "ended") return Promise.resolve();
    this.#loading ??= this.#load(this.#turn).finally(() => { this.#loading = null; });
    return this.#loading;
  }

  /** Fetches before the end is reached. */
  approach(index: number): void {
    const left = this.#ids[0]().length - index;
    if (left <= limits.feed_refill_items && this.#state[0]() === "idle") void this.more();
  }

  /** For a screen that opens: what was empty then may not be empty now. */
  first(): Promise<void> {
    if (this.#ids[0]().length > 0) return Promise.resolve();
    return this.#state[0]() === "ended" ? this.restart() : this.more();
  }

  /** Keeps what is up to and on screen and reads the rest again, for instance for somebody else. */
  renewAfter(count: number): void {
    this.#turn += 1;
    this.#loading = null;
    const kept = this.#ids[0]().slice(0, count);
    this.#seen = new Set(kept);
    this.#ids[1](kept);
    this.#cursor = null;
    this.#state[1]("idle");
  }

  restart(): Promise<void> {
    this.renewAfter(0);
    this.#index[1](0);
    return this.more();
  }

  remove(id: string): void {
    this.#ids[1]((ids) => ids.filter((other) => other !== id));
  }

  /** A page may bring only what is known already; a few such pages in a row mean that the supply ran out. */
  async #load(turn: number): Promise<void> {
    this.#state[1]("loading");
    try {
      for (let page = 0; page < limits.feed_empty_pages_max; page += 1) {
        const next = await this.fetchPage(this.#cursor);
        if (turn !== this.#turn) return;
        if (this.take(next) > 0 || this.state() === "ended") return;
        this.#state[1]("loading");
      }
      this.#state[1]("ended");
    } catch (error) {
      if (turn !== this.#turn) return;
      this.failure = sentence(error);
      this.#state[1]("failed");
    }
  }
}
