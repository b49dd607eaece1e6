/**
 * Reads of the same kind that are requested at the same moment go to PostgreSQL as one statement. A lone read
 * is sent at once; while two are in flight, further reads wait for the first of them to end and then go
 * together, so batches grow exactly as far as there is load.
 */
import DataLoader from 'dataloader';

const MAX_UNDER_WAY = 2;
const MAX_KEYS = 200;

export class Batch<Row extends { id: number }> {
  readonly #readMany: (ids: number[]) => Promise<Row[]>;
  readonly #loader: DataLoader<number, Row | undefined>;
  /** Batches that wait for a free slot; all but the last are full. */
  readonly #ready: (() => void)[] = [];
  #underWay = 0;

  /** @param readMany reads the rows of all these ids, in any order; ids without a row are left out. */
  constructor(readMany: (ids: number[]) => Promise<Row[]>) {
    this.#readMany = readMany;
    this.#loader = new DataLoader((ids) => this.#send(ids), {
      // A cached answer would be a row as it was before the call.
      cache: false,
      maxBatchSize: MAX_KEYS,
      batchScheduleFn: (send) => {
        this.#ready.push(send);
        this.#plan();
      },
    });
  }

  /** The row of this id as it is now or a moment later, never as it was before the call. */
  read(id: number): Promise<Row | undefined> {
    return this.#loader.load(id);
  }

  /** Sends once all reads of this turn of the event loop have been added. */
  #plan(): void {
    const send = this.#underWay < MAX_UNDER_WAY && this.#ready.shift();
    if (send) {
      this.#underWay++;
      setImmediate(send);
    }
  }

  async #send(ids: readonly number[]): Promise<(Row | undefined)[]> {
    try {
      const rows = await this.#readMany([...new Set(ids)]);
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id));
    } finally {
      this.#underWay--;
      this.#plan();
    }
  }
}
