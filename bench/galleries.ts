/** A gallery of a thousand and one of a million works, among those of other people. */
import type pg from 'pg';
import type { Call, Comparison } from './contenders.ts';
import { fillWorks } from './seedWorks.ts';

const SMALL = 1000;
/** Items of the large gallery for each item of the small one. */
const LARGE_SHARE = 1000;
const OTHERS_SHARE = 100;

/** The owners of the galleries, by the index of the person. */
const owners = { '1 000': 0, '1 000 000': 1 } as const;

/**
 * Fills the galleries: mixed in time, a twentieth of them favourites, a fiftieth in the trash. The
 * people are those with the first ids.
 */
export async function seedGalleries(client: pg.Client): Promise<void> {
  await fillWorks(
    client,
    `select n,
       case when place = 0 then 1 when place <= $3::int then 3 + n % 500 else 2 end as user_id,
       uuidv7((n - $1::int * $2::int) * interval '30 seconds') as id
     from (select n, n % $1::int as place from generate_series(1, $1::int * $2::int) n)`,
    [1 + OTHERS_SHARE + LARGE_SHARE, SMALL, OTHERS_SHARE],
  );
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
