import type { Migration } from '../server/db/migrate.ts';

/** The providers of every model with one key of their entries renamed. */
const rename = (from: string, to: string) => `
    update models set providers = (
      select jsonb_agg(
        case when entry ? '${from}' then entry - '${from}' || jsonb_build_object('${to}', entry->'${from}')
          else entry end
        order by place)
      from jsonb_array_elements(providers) with ordinality as listed (entry, place)
    )
    where jsonb_path_exists(providers, '$[*].${from}');
`;

export const migration: Migration = {
  up: rename('film', 'videoOptions'),
  down: rename('videoOptions', 'film'),
};
