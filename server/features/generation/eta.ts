/** How long a model takes, learned from its last runs. */
import type { Database } from '../../db/database.ts';
import type { Model } from '../catalog/lookup.ts';
import { readMedians } from './etaStatements.ts';

const FRESH_MS = 60_000;

const keyOf = (code: string, standIn: boolean) => `${code}${standIn ? ' stand-in' : ''}`;

export type EtaOf = (model: Pick<Model, 'code' | 'eta_seconds'>, standIn?: boolean) => number;

/** Remembers for a minute what it has read. */
export class EtaEstimates {
  readonly #db: Database;
  #learned: { at: number; seconds: Promise<Map<string, number>> } | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @returns seconds from the start to the end of a run, at least one. */
  async learn(): Promise<EtaOf> {
    const seconds = await this.#read();
    return ({ code, eta_seconds }, standIn = false) =>
      Math.max(1, Math.ceil(seconds.get(keyOf(code, standIn)) ?? eta_seconds));
  }

  #read(): Promise<Map<string, number>> {
    if (this.#learned && performance.now() - this.#learned.at < FRESH_MS) {
      return this.#learned.seconds;
    }
    const seconds = this.#db
      .query(readMedians)
      .then((rows) => new Map(rows.map((row) => [keyOf(row.code, row.stand_in), row.seconds])));
    const learned = { at: performance.now(), seconds };
    this.#learned = learned;
    seconds.catch(() => {
      if (this.#learned === learned) {
        this.#learned = null;
      }
    });
    return seconds;
  }
}
