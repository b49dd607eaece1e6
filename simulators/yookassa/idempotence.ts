import { createHash } from 'node:crypto';
import type { Answer } from '../simulatorServer.ts';
import { Refusal } from './requests.ts';

const MEMORY_MS = 24 * 60 * 60 * 1000;
const KEY = /^[0-9a-zA-Z+\-_.]{1,64}$/;

/**
 * Stores answers by `Idempotence-Key` for 24 hours: the same key and request get the same answer, also while
 * the first request is still running; the same key with another request is refused.
 */
export class IdempotenceMemory {
  readonly #answers = new Map<string, { print: string; answer: Promise<Answer>; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws Refusal (400) when the key is missing, malformed or used for another request. */
  async once(
    key: string | undefined,
    request: { path: string; body: unknown },
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    if (key === undefined || !KEY.test(key)) {
      throw new Refusal(400, 'invalid_request', 'Idempotence key is missing or wrong', HEADER);
    }
    const print = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const known = this.#answers.get(key);
    if (known !== undefined && this.#now() - known.at < MEMORY_MS) {
      if (known.print !== print) {
        throw new Refusal(400, 'invalid_request', 'Idempotence key duplicated', HEADER);
      }
      return known.answer;
    }
    const answer = work();
    this.#answers.set(key, { print, answer, at: this.#now() });
    return answer;
  }
}

const HEADER = 'Idempotence-Key';
