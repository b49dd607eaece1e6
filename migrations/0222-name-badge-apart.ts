import type { Migration } from '../server/db/migrate.ts';

const rename = (from: string, to: string) =>
  `update badges set name = '${to}' where code = 'visionary' and name = '${from}';`;

const OLD = '{"ru": "Визионер", "en": "Visionary"}';
const NEW = '{"ru": "На высоте", "en": "Flying high"}';

/** Level 10 has the same name. What an admin has changed stays. */
export const migration: Migration = { up: rename(OLD, NEW), down: rename(NEW, OLD) };
