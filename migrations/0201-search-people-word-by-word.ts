import type { Migration } from '../server/db/migrate.ts';

const named = (user: string) =>
  `search_form(${user}first_name || ' ' || coalesce(${user}last_name, '') || ' ' || coalesce(${user}username, ''))`;

export const migration: Migration = {
  up: `
    -- Loads pg_trgm into this session: before that its settings are a superuser's alone.
    select word_similarity('', '');
    -- People whose name holds these words, or whose username begins with this pattern; always by the index, which
    -- stops at so many.
    create function people_named(words text, pattern text, at_most integer) returns setof bigint
    language sql stable
    set enable_seqscan = off
    as $$
      select u.id from users u
      where ${named('u.')} like '%' || search_form(pattern) || '%'
        and (lower(u.username) like pattern || '%'
          or strpos(lower(u.first_name || ' ' || coalesce(u.last_name, '')), words) > 0)
      limit at_most
    $$;
    -- Each of the first three words is like one of the name: a first name alone, which thousands have, hides
    -- the person who is meant.
    create or replace function people_named_like(words text) returns setof bigint
    language sql stable
    set pg_trgm.word_similarity_threshold = '0.45'
    set enable_seqscan = off
    as $$
      select u.id from users u, (select regexp_split_to_array(trim(search_form(words)), '\\s+') as words) asked
      where asked.words[1] <% ${named('u.')}
        and coalesce(asked.words[2], asked.words[1]) <% ${named('u.')}
        and coalesce(asked.words[3], asked.words[1]) <% ${named('u.')}
      limit 500
    $$;
  `,
  down: `
    -- Loads pg_trgm into this session: before that its settings are a superuser's alone.
    select word_similarity('', '');
    drop function people_named_like(text);
    create function people_named_like(words text) returns setof bigint
    language sql stable
    set pg_trgm.word_similarity_threshold = '0.45'
    as $$
      select id from users where search_form(words) <% ${named('')} limit 500
    $$;
    drop function people_named(text, text, integer);
  `,
};
