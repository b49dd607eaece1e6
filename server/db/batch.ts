/**
 * Reads of the same kind that are asked for at the same moment go to PostgreSQL as one statement. A
 * lone read is sent at once; while two are under way, what is asked for meanwhile waits for the first
 * of them and then goes together, so batches grow exactly as far as there is load.
 */

const MAX_UNDER_WAY = 2;
const MAX_KEYS = 200;

interface Waiting<Row> {
  resolve(row: Row | undefined): void;
  reject(error: unknown): void;
}

export class Batch<Row extends { id: number }> {
  readonly #readMany: (ids: number[]) => Promise<Row[]>;
  #waiting = new Map<number, Waiting<Row>[]>();
  #underWay = 0;
  #planned = false;

  /** @param readMany reads the rows of all these ids, in any order; ids without a row are left out. */
  constructor(readMany: (ids: number[]) => Promise<Row[]>) {
    this.#readMany = readMany;
  }

  /** The row of this id as it stands now or a moment later, never as it stood before the call. */
  read(id: number): Promise<Row | undefined> {
    return new Promise((resolve, reject) => {
      const others = this.#waiting.get(id);
      if (others) {
        others.push({ resolve, reject });
      } else {
        this.#waiting.set(id, [{ resolve, reject }]);
      }
      this.#plan();
    });
  }

  /** Sends when everything that has arrived in this turn of the event loop has asked. */
  #plan(): void {
    if (!this.#planned && this.#underWay < MAX_UNDER_WAY && this.#waiting.size > 0) {
      this.#planned = true;
      setImmediate(() => {
        this.#planned = false;
        void this.#send();
      });
    }
  }

  async #send(): Promise<void> {
    const batch = new Map([...this.#waiting].slice(0, MAX_KEYS));
    for (const id of batch.keys()) {
      this.#waiting.delete(id);
    }
    this.#underWay++;
    this.#plan();
    try {
      const rows = await this.#readMany([...batch.keys()]);
      const found = new Map(rows.map((row) => [row.id, row]));
      for (const [id, waiting] of batch) {
        for (const { resolve } of waiting) {
          resolve(found.get(id));
        }
      }
    } catch (error) {
      for (const { reject } of [...batch.values()].flat()) {
        reject(error);
      }
    }
    this.#underWay--;
    this.#plan();
  }
}
