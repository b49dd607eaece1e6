/** What one person does in one visit of the app, as requests. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'undici';

/** Of a hundred visits. */
const CREATE_PERCENT = 35;
const LOOK_FURTHER_PERCENT = 50;
const BUY_PERCENT = 4;

interface Call {
  path: string;
  /** Null = GET. */
  body: object | null;
}

const read = (procedure: string, input: object = {}): Call => ({
  path: `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
  body: null,
});
const write = (procedure: string, body: object): Call => ({ path: `/trpc/${procedure}`, body });
const home = ['me.get', 'wallet.get', 'generation.active', 'progress.get', 'webinars.list'];

/** @param dice a number below 100 that decides what this visit holds. */
export function callsOfVisit(dice: number): Call[] {
  const calls: Call[] = [
    write('me.launch', {}),
    { path: `/trpc/${home.join(',')}?batch=1&input=%7B%7D`, body: null },
    read('gallery.list'),
  ];
  if (dice < CREATE_PERCENT) {
    calls.push(
      read('generation.catalog'),
      write('generation.create', {
        requestId: randomUUID(),
        operation: 'create',
        model: 'nano-banana',
        prompt: 'a lighthouse in a storm, oil on canvas',
        aspectRatio: '1:1',
      }),
      read('generation.active'),
      read('gallery.list'),
    );
  }
  if (dice >= 100 - LOOK_FURTHER_PERCENT) {
    calls.push(read('wallet.history'), read('progress.get'));
  }
  if (dice >= 100 - BUY_PERCENT) {
    calls.push(
      read('payments.options'),
      write('payments.create', {
        requestId: randomUUID(),
        provider: 'stars',
        item: { type: 'pack', code: 'coins-100' },
      }),
    );
  }
  return calls;
}

export interface Tally {
  /** Milliseconds of each request. */
  latencies: number[];
  visits: number;
  /** How many answers were no 200, by status and code. */
  errors: Map<string, number>;
}

export async function visit(
  pool: Pool,
  authorization: string,
  dice: number,
  tally: Tally,
): Promise<void> {
  for (const { path, body } of callsOfVisit(dice)) {
    const startedAt = performance.now();
    const answer = await pool.request({
      path,
      method: body ? 'POST' : 'GET',
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.body.text();
    tally.latencies.push(performance.now() - startedAt);
    if (answer.statusCode !== 200) {
      const code = /"appCode":"([A-Z_]+)"/.exec(text)?.[1] ?? '';
      const name = `${path.split('?', 1)[0]} ${answer.statusCode} ${code}`;
      tally.errors.set(name, (tally.errors.get(name) ?? 0) + 1);
    }
  }
  tally.visits += 1;
}
