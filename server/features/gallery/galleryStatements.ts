import { type Statement, sql } from '../../db/statement.ts';
import type { MediaRow } from './present.ts';

/** The columns of a `MediaRow` under the names of its fields. */
const columns = [
  ['m.user_id', 'userId'],
  ['m.generation_id', 'generationId'],
  ['m.duration_ms', 'durationMs'],
  ['m.preview_file', 'previewFile'],
  ['m.thumb_file', 'thumbFile'],
  ['m.favourite_at', 'favouriteAt'],
  ['m.trashed_at', 'trashedAt'],
  ['m.created_at', 'createdAt'],
  ['m.seen_at', 'seenAt'],
  ['g.aspect_ratio', 'aspectRatio'],
  ['g.paid_with', 'paidWith'],
  ['g.stand_in', 'standIn'],
]
  .map(([column, field]) => `${column} as "${field}"`)
  .concat(
    'm.id, m.kind, m.operation, m.model, m.mime, m.width, m.height, m.bytes, m.file, m.thumbhash',
    'g.prompt, g.seed, g.price',
  )
  .join(', ');

/** The filters of a page of the gallery; each of the first five has its own index. */
export interface PageFilters {
  kind: boolean;
  operation: boolean;
  model: boolean;
  favourite: boolean;
  trash: boolean;
  search: boolean;
  from: boolean;
  until: boolean;
}

/**
 * Only the conditions in use stand in the text, so that PostgreSQL can take the index made for them. $1
 * user, $2 the id before which the works begin, $3 how many, $4 kind, $5 operation, $6 model, $7 what the
 * description is like, all of it, $8 and $9 the moments between which they were made. A search looks
 * the descriptions of the person's works up one by one, until the page is full: without the offset
 * PostgreSQL may go through the descriptions of everybody.
 */
function conditionsOf(filters: PageFilters): string {
  return [
    'm.user_id = $1::bigint',
    'm.id < $2::uuid',
    filters.trash ? 'm.trashed_at is not null' : 'm.trashed_at is null',
    filters.kind ? 'm.kind = $4::text' : '$4::text is null',
    filters.operation ? 'm.operation = $5::text' : '$5::text is null',
    filters.model ? 'm.model = $6::text' : '$6::text is null',
    filters.search
      ? `exists (
          select from generations g where g.user_id = m.user_id and g.id = m.generation_id
            and translate(lower(g.prompt), 'ё', 'е') like all ($7::text[]) offset 0)`
      : '$7::text[] is null',
    filters.from ? 'm.created_at >= $8::timestamptz' : '$8::timestamptz is null',
    filters.until ? 'm.created_at < $9::timestamptz' : '$9::timestamptz is null',
    ...(filters.favourite ? ['m.favourite_at is not null'] : []),
  ].join(' and ');
}

/**
 * A page, newest first. It is cut before its generations are looked up one by one, because PostgreSQL
 * would rather read all generations of a person with a small gallery.
 */
export function listPage(filters: PageFilters): Statement<MediaRow> {
  // Raw SQL: the hot path; a page stays flat at 100 000 works only with this text and its indexes.
  return sql<MediaRow>(`
    select ${columns}
    from (
      select * from media m where ${conditionsOf(filters)} order by m.id desc limit $3::int
    ) m
    cross join lateral (
      select * from generations where user_id = m.user_id and id = m.generation_id offset 0
    ) g
    order by m.id desc
  `);
}

/** How many works of one person match, and their bytes; of at most $3 of them. */
export function countWorks(
  filters: PageFilters,
): Statement<{ count: number; bytes: number; upTo: string | null }> {
  // Raw SQL: the same conditions as a page, so that what is counted is what is shown.
  return sql<{ count: number; bytes: number; upTo: string | null }>(`
    select count(*)::int as count, coalesce(sum(m.bytes), 0)::float8 as bytes,
      max(m.id::text)::uuid as "upTo"
    from (
      select m.id, m.bytes from media m
      where ${conditionsOf(filters)} order by m.id desc limit $3::int
    ) m
  `);
}

/**
 * Permanently deletes works of one person: $2 these, or, when null, the whole trash without favourites. Raw
 * SQL: deletes by `skip locked`, in batches, beside concurrent deletions.
 */
// Raw SQL: deletes by `skip locked`, in batches, beside others who do the same.
export const purgeOwn = sql<{ file: string }>(`
  delete from media where (user_id, id) in (
    select user_id, id from media
    where user_id = $1 and trashed_at is not null
      and case when $2::uuid[] is null then favourite_at is null else id = any($2::uuid[]) end
    order by id limit $3::int for update skip locked
  ) returning file
`);

/**
 * Works whose time in the trash is over, favourites excepted. Raw SQL: deletes by `skip locked`, in batches,
 * beside concurrent deletions.
 */
// Raw SQL: deletes by `skip locked`, in batches, beside others who do the same.
export const purgeTrash = sql<{ file: string }>(`
  delete from media where (user_id, id) in (
    select user_id, id from media
    where trashed_at < now() - make_interval(days => $1::int) and favourite_at is null
    order by trashed_at limit $2::int for update skip locked
  ) returning file
`);

/**
 * Old input pictures that no unfinished generation needs. Raw SQL: deletes by `skip locked`, in batches,
 * beside concurrent deletions.
 */
// Raw SQL: deletes by `skip locked`, in batches, beside others who do the same.
export const purgeUploads = sql<{ file: string }>(`
  delete from uploads where (user_id, id) in (
    select u.user_id, u.id from uploads u
    where u.created_at < now() - make_interval(days => $1::int)
      and not exists (
        select from generations g
        where g.user_id = u.user_id and g.status in ('queued', 'running')
          and g.inputs @> jsonb_build_array(jsonb_build_object('type', 'upload', 'id', u.id::text)))
    order by u.created_at limit $2::int for update of u skip locked
  ) returning file
`);
