import type { Migration } from '../server/db/migrate.ts';

/**
 * Free access lasts for good or until a time that every part of the product can hold: one in a year
 * beyond 9999 could be stored and not be read again.
 */
export const migration: Migration = {
  up: `
    update users set free_access_until = 'infinity'
    where free_access_until > '2999-12-31 23:59:59.999Z' and isfinite(free_access_until);
    update users set free_access_until = '1970-01-01Z' where free_access_until < '1970-01-01Z';
    alter table users add constraint users_free_access_until_check check (
      free_access_until = 'infinity'
      or free_access_until between '1970-01-01Z' and '2999-12-31 23:59:59.999Z');
  `,
  down: `alter table users drop constraint users_free_access_until_check;`,
};
