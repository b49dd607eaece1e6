import type { Migration } from '../server/db/migrate.ts';

const names = `search_form(first_name || ' ' || coalesce(last_name, '') || ' ' || coalesce(username, ''))`;

export const migration: Migration = {
  up: `
    -- Loads pg_trgm into this session: before that its settings are a superuser's alone.
    select word_similarity('', '');
    -- Small Latin letters for Russian ones, each for itself: a name is found in either alphabet, and by
    -- a database whose locale knows no others.
    create function search_form(words text) returns text
    language sql immutable parallel safe
    as $$
      select translate(lower(words), 'абвгдеёжзийклмнопрстуфхцчшщыэюяъь', 'abvgdeejziiklmnoprstufhccssyeua')
    $$;
    drop index users_names;
    create index users_names on users using gin ((${names}) gin_trgm_ops);
    -- People whose name or username holds something like these words.
    create function people_named_like(words text) returns setof bigint
    language sql stable
    set pg_trgm.word_similarity_threshold = '0.45'
    as $$
      select id from users where search_form(words) <% ${names} limit 500
    $$;
  `,
  down: `
    drop function people_named_like(text);
    drop index users_names;
    create index users_names on users using gin (
      (lower(first_name || ' ' || coalesce(last_name, '') || ' ' || coalesce(username, ''))) gin_trgm_ops
    );
    drop function search_form(text);
  `,
};
