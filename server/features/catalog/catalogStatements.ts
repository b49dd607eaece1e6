import { sql } from '../../db/statement.ts';
import type { CatalogSnapshot } from './snapshot.ts';

// Raw SQL: eight tables as of one moment in one round trip; every process reads it again every 30 s.
export const readAll = sql<CatalogSnapshot>(`
  select
    (select coalesce(json_agg(m order by position), '[]') from models m) as models,
    (select coalesce(json_agg(p order by position), '[]') from packs p where active) as packs,
    (select coalesce(json_agg(p order by position), '[]') from plans p where active) as plans,
    (select coalesce(json_agg(p order by position, code), '[]') from presets p where active) as presets,
    (select coalesce(json_object_agg(code, value), '{}') from rewards) as rewards,
    (select coalesce(json_agg(l order by level), '[]') from levels l) as levels,
    (select coalesce(json_agg(b order by position), '[]') from badges b where active) as badges,
    (select coalesce(json_object_agg(key, value), '{}') from settings) as settings
`);
