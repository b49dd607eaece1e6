import type { Language } from '../../../shared/schemas/primitives.ts';
import { type Statement, sql } from '../../db/statement.ts';
import type { MediaRow } from './present.ts';

const columns = `m.id, m.generation_id, m.kind, m.operation, m.model, m.mime, m.width, m.height, m.bytes,
    m.duration_ms, m.file, m.preview_file, m.thumb_file, m.thumbhash, m.favourite_at, m.trashed_at,
    m.created_at, g.prompt, g.aspect_ratio, g.seed, g.price, g.paid_with, g.stand_in`;

const select = `
  select ${columns}
  from media m join generations g on g.user_id = m.user_id and g.id = m.generation_id`;

export const listOfGenerations = sql<MediaRow>(`${select}
  where m.user_id = $1 and m.generation_id = any($2::uuid[]) order by m.generation_id, m.position`);

export const findMedia = sql<MediaRow>(`${select} where m.user_id = $1 and m.id = $2`);

/** What a page of the gallery is narrowed to; each has its own index. */
export interface PageFilters {
  kind: boolean;
  operation: boolean;
  model: boolean;
  favourite: boolean;
  trash: boolean;
}

/**
 * A page, newest first. Only the conditions in use stand in the text, so that PostgreSQL can take the
 * index made for them; the page is cut before its generations are looked up one by one, because
 * PostgreSQL would rather read all generations of a person with a small gallery. $1 user, $2 the id
 * before which the page begins, $3 how many, $4 kind, $5 operation, $6 model.
 */
export function listPage(filters: PageFilters): Statement<MediaRow> {
  const conditions = [
    'm.user_id = $1::bigint',
    'm.id < $2::uuid',
    filters.trash ? 'm.trashed_at is not null' : 'm.trashed_at is null',
    filters.kind ? 'm.kind = $4::text' : '$4::text is null',
    filters.operation ? 'm.operation = $5::text' : '$5::text is null',
    filters.model ? 'm.model = $6::text' : '$6::text is null',
    ...(filters.favourite ? ['m.favourite_at is not null'] : []),
  ];
  return sql<MediaRow>(`
    select ${columns}
    from (
      select * from media m where ${conditions.join(' and ')} order by m.id desc limit $3::int
    ) m
    cross join lateral (
      select * from generations where user_id = m.user_id and id = m.generation_id offset 0
    ) g
    order by m.id desc
  `);
}

export const readCounts = sql<{
  images: number;
  videos: number;
  favourites: number;
  trash: number;
}>(`select images, videos, favourites, trash from media_counts where user_id = $1`);

export const setFavourite = sql<{ id: string; first: boolean }>(`
  update media m set favourite_at = case when $3::boolean then coalesce(m.favourite_at, now()) end
  from (select user_id, id, favourite_at from media where user_id = $1 and id = $2 for no key update) before
  where m.user_id = before.user_id and m.id = before.id
  returning m.id, ($3::boolean and before.favourite_at is null) as first
`);

export const trash = sql<{ id: string }>(`
  update media set trashed_at = now()
  where user_id = $1 and id = any($2::uuid[]) and trashed_at is null returning id
`);

export const restore = sql<{ id: string }>(`
  update media set trashed_at = null
  where user_id = $1 and id = any($2::uuid[]) and trashed_at is not null returning id
`);

/** What one person throws away for good: $2 these, or, when null, the whole trash without favourites. */
export const purgeOwn = sql<{ file: string }>(`
  delete from media where (user_id, id) in (
    select user_id, id from media
    where user_id = $1 and trashed_at is not null
      and case when $2::uuid[] is null then favourite_at is null else id = any($2::uuid[]) end
    order by id limit $3::int for update skip locked
  ) returning file
`);

export const readLanguage = sql<{ language: Language | null; language_code: string | null }>(
  'select language, language_code from users where id = $1',
);

/** What has lain in the trash long enough, favourites excepted. */
export const purgeTrash = sql<{ file: string }>(`
  delete from media where (user_id, id) in (
    select user_id, id from media
    where trashed_at < now() - make_interval(days => $1::int) and favourite_at is null
    order by trashed_at limit $2::int for update skip locked
  ) returning file
`);

/** Pictures put in long ago that no unfinished generation waits for. */
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
