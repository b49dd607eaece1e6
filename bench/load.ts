/**
 * The load generator: a fixed number of kept-alive connections, each sending its next request as soon
 * as the one before has been answered.
 */
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { serveParent } from './child.ts';
import { summarize } from './measure.ts';
import { authorizations } from './seed.ts';

export interface Load {
  origin: string;
  path: string;
  /** Null = GET; otherwise the JSON to POST, to which each request adds a fresh `requestId`. */
  body: Record<string, unknown> | null;
  /** The number of the one person who calls; null = everybody in turn. */
  person: number | null;
  connections: number;
  seconds: number;
}

const people = authorizations(Number(process.env.BENCH_PEOPLE));
/** Continues from round to round, so that every person makes the same number of calls. */
let turn = 0;

async function send(pool: Pool, { path, body, person }: Load): Promise<void> {
  const authorization = people[person ?? turn++ % people.length] ?? '';
  const answer = await pool.request({
    path,
    method: body ? 'POST' : 'GET',
    headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify({ ...body, requestId: randomUUID() }) } : {}),
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) {
    throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
  }
}

async function run(load: Load) {
  const { origin, connections, seconds } = load;
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const latencies: number[] = [];
  const started = performance.now();
  const ends = started + seconds * 1000;
  const connection = async () => {
    while (performance.now() < ends) {
      const from = performance.now();
      await send(pool, load);
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const elapsed = performance.now() - started;
  await pool.close();
  return summarize(latencies, elapsed);
}

serveParent<Load>('ready', run, async () => undefined);
