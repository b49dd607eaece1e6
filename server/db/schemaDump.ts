/** The schema as text, in a stable order: what `migrations/schema.sql` is checked against. */
import pg from 'pg';

const QUERY = `
with objects as (
  select 1 as part, c.relname as name, format(E'create table %s (\\n%s\\n);', c.oid::regclass, (
    select string_agg(line, E',\\n' order by kind, position, line) from (
      select 1 as kind, a.attnum as position, format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attidentity <> '' then ' generated always as identity'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line
      from pg_attribute a
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      union all
      select 2, 0, format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
    ) lines)) as text
  from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    and c.relname <> 'schema_migrations'
  union all
  select 2, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) || ';'
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migrations'
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  union all
  -- A function written from files is checked there.
  select 3, p.oid::regprocedure::text, case
    when d.description like 'from migrations/%'
      then format('-- %s: %s', p.oid::regprocedure, split_part(d.description, ' digest ', 1))
    else pg_get_functiondef(p.oid) || ';' end
  from pg_proc p
  left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass where p.pronamespace in (select oid from pg_namespace where nspname in ('public', 'audit'))
  union all
  select 4, t.tgrelid::regclass::text || ' ' || t.tgname, pg_get_triggerdef(t.oid) || ';'
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
  union all
  select 5, v.viewname, format(E'create view audit.%I as\\n%s', v.viewname, v.definition)
  from pg_views v where v.schemaname = 'audit'
)
select text from objects order by part, name`;

/** Tables, indexes, functions, triggers and audit views of a migrated database. */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ text: string }>(QUERY);
    return `${rows.map(({ text }) => text.trimEnd()).join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}
