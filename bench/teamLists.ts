/** Lists of the team beside the single statement that would read the same. */
import type pg from 'pg';
import { sql } from '../server/db/statement.ts';
import { fullName } from '../server/features/admin/names.ts';
import { toPage } from '../server/features/admin/pages.ts';
import { supportProcedure } from '../server/trpc/procedures.ts';
import { router } from '../server/trpc/trpc.ts';
import { generationsOutput, type ListedGeneration } from '../shared/schemas/adminGenerations.ts';
import type { Call, Comparison } from './contenders.ts';

const GENERATIONS = 20_000;
const PAGE = 50;
/** The index of the person who is an admin. */
const ADMIN = 0;

/** Works of all people, newer than all others. */
export async function seedTeamLists(client: pg.Client): Promise<void> {
  await client.query(`update users set role = 'admin' where id = $1`, [ADMIN + 1]);
  await client.query(
    `insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
       aspect_ratio, seed, price, paid_with, status, media_count, deadline_at, finished_at)
     select 1 + n % 1000, uuidv7(), gen_random_uuid(), '', 'main', 'create', 'nano-banana',
       'a lighthouse in a storm, oil on canvas', '1:1', 1, 150, 'coins', 'succeeded', 1, now(), now()
     from generate_series(1, $1::int) n`,
    [GENERATIONS],
  );
  await client.query('vacuum analyze users, generations');
}

interface Row extends Omit<ListedGeneration, 'userName' | 'createdAt' | 'finishedAt'> {
  firstName: string;
  lastName: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

const listGenerations = sql<Row>(`
  select g.id, g.user_id as "userId", u.first_name as "firstName", u.last_name as "lastName",
    g.bot_name as "botName", g.operation, m.name as "modelName", g.provider, g.status, g.failure,
    g.failure_detail as "failureDetail", g.price, g.paid_with as "paidWith", g.attempts,
    g.created_at as "createdAt", g.finished_at as "finishedAt",
    (g.finished_at is null and coalesce(g.lease_until, g.created_at) < now() - interval '1 minute') as stuck
  from generations g join users u on u.id = g.user_id join models m on m.code = g.model
  where g.status = $1 and ($2::uuid is null or g.id < $2)
  order by g.id desc limit $3::int
`);

/** The same work besides the reading: the shape of the answer, and its check. */
export const teamListsRouter = router({
  generations: supportProcedure.output(generationsOutput).query(async ({ ctx: { app } }) => {
    const rows = await app.db.query(listGenerations, ['succeeded', null, PAGE + 1]);
    return toPage(rows, PAGE, toAnswer);
  }),
});

function toAnswer({ firstName, lastName, createdAt, finishedAt, ...row }: Row): ListedGeneration {
  return {
    ...row,
    userName: fullName({ first_name: firstName, last_name: lastName }),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

const call = (procedure: string, input: object): Call => ({
  server: 'ours',
  path: `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
  body: null,
  person: ADMIN,
});

export const teamListCalls: Record<string, Call> = {
  'admin.generations': call('admin.generations', { filter: 'succeeded', limit: PAGE }),
  'admin.generations, one statement': call('bench.lists.generations', {}),
};

export const teamListComparisons: Comparison[] = [
  { of: 'admin.generations', to: 'admin.generations, one statement', by: 'p50', wanted: 1.3 },
];
