/**
 * Reads of the same kind that are asked for at the same moment go to PostgreSQL as one statement. A
 * lone read is sent at once; while two are under way, what is asked for meanwhile waits for the first
 * of them and then goes together, so batches grow exactly as far as there is load.
 */
import DataLoader from 'dataloader';

const MAX_UNDER_WAY = 2;
const MAX_KEYS = 200;

export class Batch<Row extends { id: number }> {
  readonly #readMany: (ids: number[]) => Promise<Row[]>;
  readonly #loader: DataLoader<number, Row | undefined>;
  /** Batches that wait for their turn; all but the last are full. */
  readonly #ready: (() => void)[] = [];
  #underWay = 0;

  /** @param readMany reads the rows of all these ids, in any order; ids without a row are left out. */
  constructor(readMany: (ids: number[]) => Promise<Row[]>) {
    this.#readMany = readMany;
    this.#loader = new DataLoader((ids) => this.#send(ids), {
      // An answer that is kept would be a row as it stood before the call.
      cache: false,
      maxBatchSize: MAX_KEYS,
      batchScheduleFn: (send) => {
        this.#ready.push(send);
        this.#plan();
      },
    });
  }

  /** The row of this id as it stands now or a moment later, never as it stood before the call. */
  read(id: number): Promise<Row | undefined> {
    return this.#loader.load(id);
  }

  /** Sends when everything that has arrived in this turn of the event loop has asked. */
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
