/**
 * Requests of the same kind that are made at the same moment go to PostgreSQL as one statement. A lone request
 * is sent at once; while two statements are in flight, further requests wait for the first of them to end and
 * then go together, so batches grow exactly as far as there is load.
 */
import DataLoader from 'dataloader';

const MAX_UNDER_WAY = 2;
const MAX_KEYS = 200;

export class Batch<Key, Value> {
  readonly #answer: (keys: readonly Key[]) => Promise<Value[]>;
  readonly #loader: DataLoader<Key, Value>;
  /** Batches that wait for a free slot; all but the last are full. */
  readonly #ready: (() => void)[] = [];
  #underWay = 0;

  /** @param answer answers all these keys, some of which may be equal, in their order. */
  constructor(answer: (keys: readonly Key[]) => Promise<Value[]>) {
    this.#answer = answer;
    this.#loader = new DataLoader((keys) => this.#send(keys), {
      // A cached answer would be as of a moment before the call.
      cache: false,
      maxBatchSize: MAX_KEYS,
      batchScheduleFn: (send) => {
        this.#ready.push(send);
        this.#plan();
      },
    });
  }

  /** The answer as of now or a moment later, never as of a moment before the call. */
  ask(key: Key): Promise<Value> {
    return this.#loader.load(key);
  }

  /** Sends once all reads of this turn of the event loop have been added. */
  #plan(): void {
    const send = this.#underWay < MAX_UNDER_WAY && this.#ready.shift();
    if (send) {
      this.#underWay++;
      setImmediate(send);
    }
  }

  async #send(keys: readonly Key[]): Promise<Value[]> {
    try {
      return await this.#answer(keys);
    } finally {
      this.#underWay--;
      this.#plan();
    }
  }
}

/**
 * Reads rows by id in batches.
 * @param readMany reads the rows of all these ids, in any order; ids without a row are left out.
 */
export function batchOfRows<Row extends { id: number }>(
  readMany: (ids: number[]) => Promise<Row[]>,
): Batch<number, Row | undefined> {
  return new Batch(async (ids) => {
    const rows = await readMany([...new Set(ids)]);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });
}
