/** Finished works, by the hundred thousand. Their files do not exist. */
import type pg from 'pg';

/** The share of each operation, in per cent. */
const made = [
  ['create', 'nano-banana', 50],
  ['create', 'imagen-3', 20],
  ['video', 'veo-3-1-fast', 10],
  ['edit', 'editor', 8],
  ['upscale', 'upscaler', 7],
  ['retouch', 'retoucher', 5],
] as const;
const shares = made.flatMap(([operation, model, share]) =>
  Array.from({ length: share }, () => [operation, model] as const),
);

/** Without its secondary indexes a table is filled in a third of the time. */
async function withoutIndexes(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid in ('generations'::regclass, 'media'::regclass)
       and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  await client.query(rows.map(({ name }) => `drop index ${name}`).join(';'));
  await work();
  await client.query(rows.map(({ definition }) => definition).join(';'));
}

/**
 * @param owners a query for `n` (a number of the work), `user_id` and `id` (of version 7, which says when). A
 *   twentieth are favourites, a fiftieth in the trash.
 */
export async function fillWorks(
  client: pg.Client,
  owners: string,
  values: readonly unknown[],
): Promise<void> {
  // Triggers would run for each row.
  await client.query(`set session_replication_role = replica; set maintenance_work_mem = '256MB';
    set synchronous_commit = off`);
  const [what, fate] = [1, 2].map((seed) => `(hashint4extended(n, ${seed}) & 2147483647)`);
  const next = values.length + 1;
  await client.query(
    `create temporary table works as
     select user_id, id, ($${next}::text[])[1 + ${what} % 100] as operation,
       ($${next + 1}::text[])[1 + ${what} % 100] as model, ${fate} % 20 = 0 as favourite,
       ${fate} % 50 = 1 as trashed, encode(sha256(n::text::bytea), 'hex') as file
     from (${owners}) as owned`,
    [...values, shares.map(([operation]) => operation), shares.map(([, model]) => model)],
  );
  await withoutIndexes(client, async () => {
    await client.query(
      `insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
         aspect_ratio, seed, price, paid_with, status, media_count, created_at, deadline_at, finished_at)
       select user_id, id, id, '\\x00', 'main', operation, model, 'a lighthouse in a storm, oil on canvas',
         '1:1', 1, 150, 'free', 'succeeded', 1, at, at, at
       from works, lateral (select uuid_extract_timestamp(id)) as moment(at)`,
    );
    await client.query(
      `insert into media (user_id, id, generation_id, kind, operation, model, mime, width, height, bytes,
         file, preview_file, thumb_file, thumbhash, favourite_at, trashed_at, created_at)
       select user_id, id, id, case operation when 'video' then 'video' else 'image' end, operation, model,
         'image/webp', 1024, 1024, 200000, file || '.webp', file || '.p.webp', file || '.t.webp',
         decode(repeat('a1', 24), 'hex'), case when favourite then at end,
         case when trashed then at end, at
       from works, lateral (select uuid_extract_timestamp(id)) as moment(at)`,
    );
  });
  await client.query(
    `insert into media_counts (user_id, images, videos, favourites, trash)
     select user_id, count(*) filter (where kind = 'image' and trashed_at is null),
       count(*) filter (where kind = 'video' and trashed_at is null),
       count(*) filter (where favourite_at is not null and trashed_at is null),
       count(*) filter (where trashed_at is not null)
     from media group by user_id on conflict do nothing`,
  );
  await client.query(`drop table works; reset session_replication_role; reset maintenance_work_mem;
    reset synchronous_commit`);
  await client.query('vacuum analyze generations, media, media_counts');
}
