/**
 * Coalesces calls of an expensive task: all calls made while it runs share one further run, which starts
 * after the current one.
 */
export class Coalesced {
  readonly #work: () => Promise<void>;
  #isWanted = false;
  #running: Promise<void> | null = null;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Resolves when a run that started after this call has finished. */
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
