/** How long a model takes, estimated from its last runs. */
import type { Database } from '../../db/database.ts';
import type { Model } from '../catalog/lookup.ts';
import { readMedians } from './etaStatements.ts';

const FRESH_MS = 60_000;

const keyOf = (code: string, standIn: boolean) => `${code}${standIn ? ' stand-in' : ''}`;

export type EtaOf = (model: Pick<Model, 'code' | 'eta_seconds'>, standIn?: boolean) => number;

interface Times {
  /** By model, and whether the built-in artist stood in for it. */
  seconds: ReadonlyMap<string, number>;
  /** Of the built-in artist for any model; null before its first run. */
  standIn: number | null;
}

function middleOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

/** Caches what it has read for a minute. */
export class EtaEstimates {
  readonly #db: Database;
  #learned: { at: number; times: Promise<Times> } | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @returns seconds from the start to the end of a run, at least one. */
  async learn(): Promise<EtaOf> {
    const learned = await this.#read();
    return ({ code, eta_seconds }, standIn = false) => {
      const usual = standIn ? (learned.standIn ?? eta_seconds) : eta_seconds;
      return Math.max(1, Math.ceil(learned.seconds.get(keyOf(code, standIn)) ?? usual));
    };
  }

  #read(): Promise<Times> {
    if (this.#learned && performance.now() - this.#learned.at < FRESH_MS) {
      return this.#learned.times;
    }
    const times = this.#db.query(readMedians).then((rows) => ({
      seconds: new Map(rows.map((row) => [keyOf(row.code, row.stand_in), row.seconds])),
      // The built-in artist takes the same time whatever model it stands in for.
      standIn: middleOf(rows.filter((row) => row.stand_in).map((row) => row.seconds)),
    }));
    const learned = { at: performance.now(), times };
    this.#learned = learned;
    times.catch(() => {
      if (this.#learned === learned) {
        this.#learned = null;
      }
    });
    return times;
  }
}
