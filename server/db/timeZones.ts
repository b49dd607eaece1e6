import type { Database } from './database.ts';
import { readZones } from './zoneStatements.ts';

/** Minutes by which a zone is ahead of UTC at a moment. */
function minutesAhead(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

/** The time zones that a database server knows, read once. */
export class TimeZones {
  readonly #db: Database;
  #known: Promise<Set<string>> | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Translates a zone that JavaScript knows into one that this PostgreSQL knows. A zone that only
   * JavaScript has (a fixed offset, or a name newer than the server's tables) becomes its offset at `at`.
   */
  async toPostgres(timeZone: string, at: Date): Promise<string> {
    if ((await this.#read()).has(timeZone.toLowerCase())) {
      return timeZone;
    }
    const ahead = minutesAhead(timeZone, at);
    const clock = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
    // POSIX counts west of Greenwich as positive.
    return `<zone>${ahead > 0 ? '-' : '+'}${clock}`;
  }

  #read(): Promise<Set<string>> {
    this.#known ??= this.#db.query(readZones).then(
      (rows) => new Set(rows.map(({ name }) => name)),
      (error: unknown) => {
        this.#known = null;
        throw error;
      },
    );
    return this.#known;
  }
}
