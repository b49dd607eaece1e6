import { sql } from '../../db/statement.ts';

// Raw SQL: one statement for all catalogs, so that processes that start together can't wait for each other.
export const insertAll = sql(`
  with data as (select $1::json as d),
  m as (
    insert into models (code, operation, name, price, status, providers, fallback, eta_seconds, position)
    select x->>'code', x->>'operation', x->>'name', (x->>'price')::bigint, x->>'status', (x->'providers')::jsonb,
      x->>'fallback', (x->>'etaSeconds')::int, n
    from data, json_array_elements(d->'models') with ordinality as e(x, n)
    on conflict do nothing
  ), p as (
    insert into packs (code, coins, stars, roubles, position)
    select x->>'code', (x->>'coins')::bigint, (x->>'stars')::int, (x->>'roubles')::bigint, n
    from data, json_array_elements(d->'packs') with ordinality as e(x, n)
    on conflict do nothing
  ), pl as (
    insert into plans (code, kind, stars, roubles, days, daily_operations, credits, position)
    select x->>'code', x->>'kind', (x->>'stars')::int, (x->>'roubles')::bigint, (x->>'days')::int,
      (x->>'dailyOperations')::int, (x->>'credits')::bigint, n
    from data, json_array_elements(d->'plans') with ordinality as e(x, n)
    on conflict do nothing
  ), pr as (
    insert into presets (code, kind, operation, name, text, position)
    select x->>'code', x->>'kind', x->>'operation', (x->'name')::jsonb, (x->'text')::jsonb, n
    from data, json_array_elements(d->'presets') with ordinality as e(x, n)
    on conflict do nothing
  ), r as (
    insert into rewards (code, value)
    select key, value::bigint from data, json_each_text(d->'rewards')
    on conflict do nothing
  ), l as (
    insert into levels (level, min_xp, name, coins, free_operations)
    select (x->>'level')::int, (x->>'minXp')::bigint, (x->'name')::jsonb, (x->>'coins')::bigint,
      (x->>'freeOperations')::bigint
    from data, json_array_elements(d->'levels') as e(x)
    on conflict do nothing
  ), b as (
    insert into badges (code, name, description, icon, rarity, criteria, xp, position)
    select x->>'code', (x->'name')::jsonb, (x->'description')::jsonb, x->>'icon', x->>'rarity',
      (x->'criteria')::jsonb, (x->>'xp')::bigint, n
    from data, json_array_elements(d->'badges') with ordinality as e(x, n)
    on conflict do nothing
  )
  insert into promo_codes (code, kind, value, max_uses, per_user, first_topup_only, admins_only)
  select x->>'code', x->>'kind', (x->>'value')::bigint, (x->>'maxUses')::int, (x->>'perUser')::int,
    (x->>'firstTopupOnly')::boolean, (x->>'adminsOnly')::boolean
  from data, json_array_elements(d->'promoCodes') as e(x)
  on conflict do nothing
`);
