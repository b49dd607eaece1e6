/** Galleries for the tests: a few real works, and as many copies as are asked for. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import type { WireError } from '../shared/errors.ts';
import type { e2e } from './stack.ts';

type World = ReturnType<typeof e2e>;

/** The longest that a call waits for its turn, seconds: limits count by the minute. */
const MAX_WAIT_S = 60;

interface Answer<Data> {
  result?: { data: Data };
  error?: { message: string; data?: WireError };
}

/** Sends a call, and sends it again when the server says when: a test may be quicker than its limits. */
async function ask<Data>(send: () => Promise<Response>): Promise<Data> {
  for (;;) {
    const { result, error } = (await (await send()).json()) as Answer<Data>;
    if (result) {
      return result.data;
    }
    const waitS = error?.data?.details.retryAfterSeconds ?? Number.POSITIVE_INFINITY;
    if (error?.data?.appCode !== 'RATE_LIMITED' || waitS > MAX_WAIT_S) {
      throw new Error(JSON.stringify(error));
    }
    await sleep(waitS * 1000);
  }
}

/** Calls the API as a person of the simulated Telegram. */
export function callerOf({ stack }: World, person: string) {
  const init = stack.telegram.initData({ bot: 'main', person });
  const headers = { authorization: `tma ${init}`, 'content-type': 'application/json' };
  const url = (name: string) => `${stack.apiUrl}/trpc/${name}`;
  return {
    query: <Data>(name: string, input: unknown): Promise<Data> => {
      const question = encodeURIComponent(JSON.stringify(input));
      return ask(() => fetch(`${url(name)}?input=${question}`, { headers }));
    },
    mutate: <Data>(name: string, input?: unknown): Promise<Data> => {
      const body = JSON.stringify(input ?? {});
      return ask(() => fetch(url(name), { method: 'POST', headers, body }));
    },
  };
}

interface Job {
  id: string;
  status: string;
}

/** Makes works one after another, so that the last one is the newest. The person launches the app first. */
export async function makeWorks(world: World, person: string, prompts: readonly string[]) {
  const { query, mutate } = callerOf(world, person);
  await mutate('me.launch');
  for (const prompt of prompts) {
    const { id } = await mutate<Job>('generation.create', {
      requestId: randomUUID(),
      operation: 'create',
      model: 'nano-banana',
      prompt,
      aspectRatio: '1:1',
      inputs: [],
    });
    const made = async () => (await query<Job>('generation.get', { id })).status === 'succeeded';
    await vi.waitUntil(made, { timeout: 30_000, interval: 100 });
  }
}

/**
 * Copies everybody's newest work: same files, other shapes and colours, older by a day. Triggers are
 * off, since each of them counts one by one.
 */
export async function copyWorks(world: World, count: number): Promise<void> {
  await world.query(`
    begin;
    set local session_replication_role = replica;
    create temporary table copies on commit drop as
      select (lpad(to_hex(start + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8'
          || substr(md5(n::text), 1, 15))::uuid as new_id,
        n, newest.*
      from (select m.*, g.bot_name, g.aspect_ratio, g.seed,
          (extract(epoch from now() - interval '1 day') * 1000)::bigint as start
        from media m join generations g on g.user_id = m.user_id and g.id = m.generation_id
        order by m.id desc limit 1) newest
      cross join generate_series(1, ${count}) n;
    insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
        aspect_ratio, seed, price, paid_with, status, media_count, deadline_at, finished_at)
      select user_id, new_id, gen_random_uuid(), '\\x00', bot_name, operation, model, 'Work ' || n,
        aspect_ratio, seed, 150, 'free', 'succeeded', 1, now(), now() from copies;
    insert into media (user_id, id, generation_id, kind, operation, model, mime, width, height, bytes,
        file, preview_file, thumb_file, thumbhash)
      select user_id, new_id, new_id, kind, operation, model, mime, width, (width * (0.6 + n % 11 / 10.0))::int,
        bytes, file, preview_file, thumb_file,
        substr(thumbhash, 1, 5) || substr(decode(md5(n::text), 'hex'), 1, length(thumbhash) - 5)
      from copies;
    update media_counts c set images = images + ${count} from copies where n = 1 and c.user_id = copies.user_id;
    commit`);
}
