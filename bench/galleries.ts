/** A gallery of a thousand and one of a million works, among those of other people. */
import type pg from 'pg';
import type { Call, Comparison } from './contenders.ts';

const SMALL = 1000;
/** For each item of the small gallery. */
const LARGE_SHARE = 1000;
const OTHERS_SHARE = 100;

/** Whose galleries these are, as the number of the person among the people of the benchmark. */
const owners = { '1 000': 0, '1 000 000': 1 } as const;

/** What is made how often, in per cent. */
const made = [
  ['create', 'nano-banana', 50],
  ['create', 'imagen-3', 20],
  ['video', 'veo-3-1-fast', 10],
  ['edit', 'editor', 8],
  ['upscale', 'upscaler', 7],
  ['retouch', 'retoucher', 5],
] as const;

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
 * Fills the galleries: mixed in time, a twentieth of them favourites, a fiftieth in the trash. The
 * people are those with the first ids.
 */
export async function seedGalleries(client: pg.Client): Promise<void> {
  const shares = made.flatMap(([operation, model, share]) =>
    Array.from({ length: share }, () => ({ operation, model })),
  );
  // Triggers would count each row by itself.
  await client.query(`set session_replication_role = replica; set maintenance_work_mem = '256MB';
    set synchronous_commit = off`);
  await withoutIndexes(client, async () => {
    await client.query(
      `create temporary table works as
       with chance as (
         select n, n % $1::int as place, hashint4extended(n, 1) & 2147483647 as what,
           hashint4extended(n, 2) & 2147483647 as fate
         from generate_series(1, $1::int * $2::int) n
       )
       select case when place = 0 then 1 when place <= $3::int then 3 + n % 500 else 2 end as user_id,
         uuidv7((n - $1::int * $2::int) * interval '30 seconds') as id,
         ($4::text[])[1 + what % 100] as operation, ($5::text[])[1 + what % 100] as model,
         fate % 20 = 0 as favourite, fate % 50 = 1 as trashed,
         encode(sha256(n::text::bytea), 'hex') as file
       from chance`,
      [
        1 + OTHERS_SHARE + LARGE_SHARE,
        SMALL,
        OTHERS_SHARE,
        shares.map(({ operation }) => operation),
        shares.map(({ model }) => model),
      ],
    );
    await client.query(
      `insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
         aspect_ratio, seed, price, paid_with, status, media_count, created_at, deadline_at, finished_at)
       select user_id, id, id, '\\x00', 'main', operation, model, 'a lighthouse in a storm, oil on canvas',
         '1:1', 1, 150, 'coins', 'succeeded', 1, at, at, at
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

const views = {
  'first page': {},
  'middle page': {},
  favourites: { favourite: true },
  'one operation': { operation: 'upscale' },
  'one model': { model: 'upscaler' },
} as const;

type View = keyof typeof views;
const nameOf = (view: View, size: string) => `gallery.list, ${view} of ${size}`;

async function middleOf(client: pg.Client, userId: number): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `select id from media where user_id = $1 and trashed_at is null order by id desc
     offset (select count(*) / 2 from media where user_id = $1) limit 1`,
    [userId],
  );
  return rows[0]?.id ?? '';
}

/** The same pages of both galleries. */
export async function galleryCalls(client: pg.Client): Promise<Record<string, Call>> {
  const calls: Record<string, Call> = {};
  for (const view of Object.keys(views) as View[]) {
    for (const [size, person] of Object.entries(owners)) {
      const cursor = view === 'middle page' ? { cursor: await middleOf(client, person + 1) } : {};
      const input = encodeURIComponent(JSON.stringify({ ...views[view], ...cursor }));
      const path = `/trpc/gallery.list?input=${input}`;
      calls[nameOf(view, size)] = { server: 'ours', path, body: null, person };
    }
  }
  return calls;
}

export const galleryComparisons: Comparison[] = (Object.keys(views) as View[]).map((view) => ({
  of: nameOf(view, '1 000 000'),
  to: nameOf(view, '1 000'),
  by: 'p50',
  wanted: 1.2,
}));
