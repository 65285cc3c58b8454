import { createSignal, type Signal } from "solid-js";

/** A bounded map of signals: reading a key follows it, also before it has a value. */
export class Keyed<V> {
  readonly #cells = new Map<string, Signal<V | undefined>>();

  constructor(private readonly max: number) {}

  get(key: string): V | undefined {
    return this.#cell(key)[0]();
  }

  set(key: string, value: V | undefined): void {
    this.#cell(key)[1](() => value);
  }

  clear(): void {
    for (const cell of this.#cells.values()) cell[1](undefined);
  }

  #cell(key: string): Signal<V | undefined> {
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = createSignal<V | undefined>(undefined);
      this.#cells.set(key, cell);
      if (this.#cells.size > this.max) this.#cells.delete(this.#cells.keys().next().value as string);
    }
    return cell;
  }
}
