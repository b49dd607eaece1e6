import type { Database } from '../../db/database.ts';
import { readZones } from './zoneStatements.ts';

/** The zones of a database server, read once per process and database. */
const knownZones = new WeakMap<Database, Promise<Set<string>>>();

function zonesOf(db: Database): Promise<Set<string>> {
  const known = knownZones.get(db);
  if (known) {
    return known;
  }
  const reading = db.query(readZones).then((rows) => new Set(rows.map(({ name }) => name)));
  reading.catch(() => knownZones.delete(db));
  knownZones.set(db, reading);
  return reading;
}

/** Minutes that a zone is ahead of UTC at a moment. */
function minutesAhead(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

/**
 * Translates a zone that JavaScript knows into one that this PostgreSQL knows. A zone that only
 * JavaScript has (a fixed offset, or a name newer than the server's tables) becomes its offset at `at`.
 */
export async function toPostgresZone(db: Database, timeZone: string, at: Date): Promise<string> {
  if ((await zonesOf(db)).has(timeZone.toLowerCase())) {
    return timeZone;
  }
  const ahead = minutesAhead(timeZone, at);
  const clock = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  // POSIX counts west of Greenwich as positive.
  return `<zone>${ahead > 0 ? '-' : '+'}${clock}`;
}
