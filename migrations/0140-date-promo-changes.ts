import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- The audit of promo windows asks when a code's terms were changed last, whoever changed them. Uses are
    -- counted in \`taken\`, which is no change of terms.
    create function date_promo_change() returns trigger language plpgsql as $$
    begin
      if (to_jsonb(new) - array['taken', 'updated_at']) is distinct from (to_jsonb(old) - array['taken', 'updated_at'])
      then
        new.updated_at := now();
      end if;
      return new;
    end $$;
    create trigger promo_codes_dated before update on promo_codes
      for each row execute function date_promo_change();
  `,
  down: `
    drop trigger promo_codes_dated on promo_codes;
    drop function date_promo_change();
  `,
};
