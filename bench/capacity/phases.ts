/** The two phases: as many visitors as the server can serve, and a fixed rate of visitors. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Streams } from './streams.ts';
import { Tally } from './tally.ts';
import { isCreating, type Visitor, Visits } from './visit.ts';

export interface Crowd {
  origin: string;
  streams: Streams;
  /** The visitors with an open event stream. */
  connected: readonly Visitor[];
  others: readonly Visitor[];
}

/** More than the requests that simultaneous visitors can have in flight. */
const MAX_CONNECTIONS = 256;
/** The longest wait for unfinished visits at the end. */
const MAX_LEAVING_MS = 30_000;

/** Continues from phase to phase, so that every person is used equally. */
let turn = 0;

function nextVisit({ connected, others }: Crowd): { who: Visitor; dice: number } {
  const mine = turn++;
  // Consecutive visitors do different things.
  const dice = (mine * 37) % 100;
  const people = isCreating(dice) ? connected : others;
  const who = people[mine % people.length];
  if (!who) {
    throw new Error('there are no people');
  }
  return { who, dice };
}

async function during(
  crowd: Crowd,
  work: (visits: Visits, tally: Tally) => Promise<unknown>,
): Promise<Tally> {
  const pool = new Pool(crowd.origin, { connections: MAX_CONNECTIONS, pipelining: 1 });
  const tally = new Tally();
  await work(new Visits(pool, crowd.streams, tally), tally);
  await pool.destroy();
  return tally;
}

/** Each visit is followed at once by the next one: measures the maximum throughput. */
export async function fill(crowd: Crowd, seconds: number, visitors: number): Promise<Tally> {
  return await during(crowd, async (visits, tally) => {
    const until = performance.now() + seconds * 1000;
    const comeAndGo = async () => {
      while (performance.now() < until) {
        const { who, dice } = nextVisit(crowd);
        await visits.visit(who, dice);
      }
    };
    const all = Promise.all(Array.from({ length: visitors }, comeAndGo));
    await sleep(seconds * 1000);
    tally.end();
    await all;
  });
}

/** Visits begin at a fixed rate, whether the server keeps pace or not: measures response times. */
export async function pace(crowd: Crowd, seconds: number, perSecond: number): Promise<Tally> {
  return await during(crowd, async (visits, tally) => {
    const startedAt = performance.now();
    const there = new Set<Promise<void>>();
    for (let count = 0; count < seconds * perSecond; count++) {
      await sleep(Math.max(0, startedAt + (count / perSecond) * 1000 - performance.now()));
      const { who, dice } = nextVisit(crowd);
      const visit = visits.visit(who, dice).finally(() => there.delete(visit));
      there.add(visit);
    }
    tally.end();
    await Promise.race([Promise.all(there), sleep(MAX_LEAVING_MS)]);
  });
}
