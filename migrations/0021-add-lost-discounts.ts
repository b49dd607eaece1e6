import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- A discount that another order had used by the time this one was paid: the order was then sold at
    -- the full price, for as many coins as the money buys, and these say what had been ordered.
    alter table payments
      add column lost_promo_id bigint references promo_codes (id),
      add column ordered_coins bigint,
      add constraint payments_lost_discount_check
        check ((lost_promo_id is null) = (ordered_coins is null));
  `,
  down: `
    alter table payments
      drop constraint payments_lost_discount_check,
      drop column ordered_coins,
      drop column lost_promo_id;
  `,
};
