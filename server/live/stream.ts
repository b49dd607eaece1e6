import type { LiveEvent } from '../../shared/schemas/live.ts';

/** A reader with this many waiting events is reset: it reads everything again. */
const MAX_BACKLOG = 200;

/** Whether somebody may listen. */
export interface StreamGuard {
  telegramId: number;
  /** How long the authorization lasts unless it is revoked, milliseconds. */
  holdsForMs: number;
  /**
   * Called before each event.
   * @throws what refuses the person from now on; it ends the stream.
   */
  check(): Promise<unknown>;
}

const recheck = Symbol('recheck');

/** The events that wait for one open app. */
export class LiveStream {
  readonly guard: StreamGuard | undefined;
  #waiting: (LiveEvent | typeof recheck)[] = [{ type: 'connected' }];
  #wake: () => void = () => undefined;
  #ended = false;

  constructor(guard?: StreamGuard) {
    this.guard = guard;
  }

  push(event: LiveEvent): void {
    if (this.#waiting.length >= MAX_BACKLOG) {
      this.#waiting = [{ type: 'connected' }];
    } else {
      this.#waiting.push(event);
    }
    this.#wake();
  }

  /** Calls the guard now, without an event. */
  recheck(): void {
    this.#waiting.push(recheck);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *events(): AsyncGenerator<LiveEvent> {
    while (!this.#ended) {
      const next = this.#waiting.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      await this.guard?.check();
      if (next !== recheck) {
        yield next;
      }
    }
  }
}
