import type { Migration } from '../server/db/migrate.ts';
import { migration as audit } from './0007-create-audit.ts';

/** `audit.violations()` as it stood before its invariants became files of their own in `audit/`. */
const original = audit.up.slice(audit.up.indexOf('create function audit.violations()'));

export const migration: Migration = {
  // Written anew at the end of every migration, see server/db/invariants.ts.
  up: `drop function audit.violations();`,
  down: `
    -- Its text is older than the tables may be.
    set local check_function_bodies = off;
    ${original}
  `,
};
