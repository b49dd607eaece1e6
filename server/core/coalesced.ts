/**
 * Work that is asked for more often than it has to run: what is asked for while it runs is one more run,
 * begun after that, whoever and however many asked.
 */
export class Coalesced {
  readonly #work: () => Promise<void>;
  #isWanted = false;
  #running: Promise<void> | null = null;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when the work has run from its beginning after this call. */
  async run(): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#repeat().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #repeat(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      await this.#work();
    }
  }
}
