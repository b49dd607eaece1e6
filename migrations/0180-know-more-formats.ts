import type { Migration } from '../server/db/migrate.ts';

const every = '["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "4:5", "21:9"]';

/** Every provider of every model, each changed by an expression over `entry`. */
const entries = (changed: string) => `
  update models set providers = (
    select jsonb_agg(${changed} order by at)
    from jsonb_array_elements(providers) with ordinality as e(entry, at)
  )`;

/** Those models of the product that make all proportions say so; what an admin has set stays. */
export const migration: Migration = {
  up: `${entries(`case
      when entry->'formats' is null and (
        entry->>'model' like 'gemini-%-image%' or entry->>'model' like 'fal-ai/nano-banana%'
        or entry->>'provider' = 'local'
      ) then entry || '{"formats": ${every}}' else entry end`)}
    where operation in ('create', 'merge', 'video');`,
  down: `${entries(`entry - 'formats'`)};
    -- Earlier versions know five.
    update generations set aspect_ratio = case aspect_ratio
        when '2:3' then '3:4' when '4:5' then '3:4' when '3:2' then '4:3' else '16:9' end
      where aspect_ratio in ('2:3', '4:5', '3:2', '21:9');`,
};
