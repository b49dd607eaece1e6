import type { Migration } from '../server/db/migrate.ts';

const tables = [
  'models',
  'packs',
  'plans',
  'rewards',
  'levels',
  'badges',
  'promo_codes',
  'settings',
];

/** Every change by an admin makes a new version, so that two who edit at once notice each other. */
export const migration: Migration = {
  up: tables
    .map((name) => `alter table ${name} add column version integer not null default 1;`)
    .join('\n'),
  down: tables.map((name) => `alter table ${name} drop column version;`).join('\n'),
};
