/** Taps faster than the network: only the last wish counts, one request at a time, and what fails goes back. */
export class ToggleQueue {
  #wish: boolean;
  #running: Promise<void> | null = null;

  constructor(
    private known: boolean,
    private readonly act: {
      send: (value: boolean) => Promise<void>;
      done: (value: boolean) => void;
      failed: (known: boolean, error: unknown) => void;
    },
  ) {
    this.#wish = known;
  }

  get idle(): boolean {
    return this.#running === null;
  }

  want(value: boolean): Promise<void> {
    this.#wish = value;
    this.#running ??= this.#run().finally(() => { this.#running = null; });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#wish !== this.known) {
      const value = this.#wish;
      try {
        await this.act.send(value);
        this.known = value;
      } catch (error) {
        this.#wish = this.known;
        this.act.failed(this.known, error);
        return;
      }
    }
    this.act.done(this.known);
  }
}
