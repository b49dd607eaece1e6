import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Who makes a work by what the person was told before paying: the model itself or its fallback, and
    -- whether without its AI. Null in rows that are older than this.
    alter table generations add column made_by text references models (code);
    alter table generations add column stand_in boolean not null default false;

    -- What a work of the built-in artist costs in place of an AI model; prices that are set stay.
    update models m set providers = (
      select jsonb_agg(
        case when entry->>'provider' = 'local' and not entry ? 'price'
          then entry || jsonb_build_object('price', given.price) else entry end
        order by place)
      from jsonb_array_elements(m.providers) with ordinality as listed (entry, place)
    )
    from (values ('nano-banana', 50), ('veo-3-1-fast', 300), ('merger', 100), ('retoucher', 100),
      ('upscaler', 100)) as given (code, price)
    where m.code = given.code;
  `,
  down: `
    update models set providers = (
      select jsonb_agg(case when entry->>'provider' = 'local' then entry - 'price' else entry end
        order by place)
      from jsonb_array_elements(providers) with ordinality as listed (entry, place)
    );
    alter table generations drop column stand_in;
    alter table generations drop column made_by;
  `,
};
