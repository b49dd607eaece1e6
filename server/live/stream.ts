import type { LiveEvent } from '../../shared/schemas/live.ts';

/** A reader that is slower than this many waiting events begins again: it asks for everything again. */
const MAX_BACKLOG = 200;

/** Why somebody may listen. */
export interface StreamGuard {
  telegramId: number;
  /** For so long the right holds unless it is taken away, milliseconds. */
  holdsForMs: number;
  /** Asked before each event. @throws what refuses the person from now on; it ends the stream. */
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

  /** Asks the guard now, without an event. */
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
