import type { Migration } from '../server/db/migrate.ts';

/** Ready words that the Studio offers: whole descriptions, and styles that are added to one. */
export const migration: Migration = {
  up: `
    create table presets (
      code text primary key,
      kind text not null check (kind in ('template', 'style')),
      operation text not null,
      name jsonb not null,
      text jsonb not null,
      active boolean not null default true,
      position integer not null,
      updated_at timestamptz not null default now(),
      version integer not null default 1
    )`,
  down: `drop table presets`,
};
