/** The time from an order to the finished work, as the app sees it, and the throughput of a worker. */
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { EventSource, type FetchLike } from 'eventsource';
import type pg from 'pg';
import type { AppRouter } from '../server/app/appRouter.ts';
import type { Child } from './child.ts';
import type { Comparison } from './contenders.ts';
import { type Measured, median, timesOf } from './measure.ts';
import type { Drawing } from './whole.ts';

interface Server {
  origin: string;
  /** Generations at once in its worker. */
  concurrency: number;
}

function clientOf({ origin }: Server, authorization: string) {
  const url = `${origin}/trpc`;
  const signedFetch: FetchLike = (address, init) =>
    fetch(address, { ...init, headers: { ...init.headers, authorization } });
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: { fetch: signedFetch },
        }),
        false: httpLink({ url, headers: { authorization } }),
      }),
    ],
  });
}

const orderOf = ({ prompt, seed }: Drawing) =>
  ({
    requestId: crypto.randomUUID(),
    operation: 'create',
    model: 'nano-banana',
    prompt,
    seed,
    aspectRatio: '1:1',
  }) as const;

const drawingOf = (seed: number): Drawing => ({
  prompt: 'a lighthouse in a storm, oil on canvas',
  seed,
});

/** Orders one work. @returns milliseconds until the event stream says that it has succeeded. */
async function orderAndHear(server: Server, authorization: string, seed: number): Promise<number> {
  const client = clientOf(server, authorization);
  const connected = Promise.withResolvers<void>();
  const succeeded = Promise.withResolvers<number>();
  const subscription = client.live.events.subscribe(undefined, {
    onData(event) {
      if (event.type === 'connected') {
        connected.resolve();
      } else if (event.type === 'generation' && event.status === 'succeeded') {
        succeeded.resolve(performance.now());
      } else if (event.type === 'generation' && event.status === 'failed') {
        succeeded.reject(new Error('a work of the benchmark has failed'));
      }
    },
    onError(error) {
      connected.reject(error);
      succeeded.reject(error);
    },
  });
  // When the stream breaks first, the code that waits for the stream reports it.
  succeeded.promise.catch(() => undefined);
  try {
    await connected.promise;
    const started = performance.now();
    await client.generation.create.mutate(orderOf(drawingOf(seed)));
    return (await succeeded.promise) - started;
  } finally {
    subscription.unsubscribe();
  }
}

/** Orders one after another for this long, each of another person. */
async function measureCreation(
  { ready }: Child,
  people: readonly string[],
  seconds: number,
): Promise<Measured> {
  const server = ready as Server;
  const times: number[] = [];
  await orderAndHear(server, people.at(-1) ?? '', 0);
  const ends = performance.now() + seconds * 1000;
  for (let n = 0; performance.now() < ends; n++) {
    times.push(await orderAndHear(server, people[n % people.length] ?? '', n + 1));
  }
  return timesOf(times);
}

/** Orders all at once. @returns works per second from the first order to the last end. */
async function throughWorker(
  server: Server,
  db: pg.Client,
  people: readonly string[],
  drawings: readonly Drawing[],
): Promise<number> {
  const orders = drawings.map((drawing, n) =>
    clientOf(server, people[n] ?? '').generation.create.mutate(orderOf(drawing)),
  );
  const ids = (await Promise.all(orders)).map(({ id }) => id);
  for (;;) {
    const { rows } = await db.query<{ made: number; seconds: number }>(
      `select count(*) filter (where status = 'succeeded')::int as made,
         extract(epoch from max(finished_at) - min(created_at))::float8 as seconds
       from generations where id = any($1::uuid[])`,
      [ids],
    );
    const [{ made, seconds } = { made: 0, seconds: 0 }] = rows;
    if (made === ids.length) {
      return made / seconds;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The same pictures drawn and encoded alone and through the worker, in turns. */
async function measureWorker(
  child: Child,
  db: pg.Client,
  people: readonly string[],
  { rounds, pictures }: { rounds: number; pictures: number },
): Promise<{ alone: Measured; worker: Measured }> {
  const rates = { alone: [] as number[], worker: [] as number[] };
  for (let round = 1; round <= rounds; round++) {
    // Other pictures in each round: existing files would not be stored again.
    const drawings = Array.from({ length: pictures }, (_, n) => drawingOf(round * 1_000_000 + n));
    rates.alone.push((pictures / ((await child.ask({ drawings })) as number)) * 1000);
    const others = people.slice(round * pictures);
    rates.worker.push(await throughWorker(child.ready as Server, db, others, drawings));
  }
  const perSecond = (values: number[]) => ({
    perSecond: median(values),
    p50: null,
    p99: null,
    cpu: null,
  });
  return { alone: perSecond(rates.alone), worker: perSecond(rates.worker) };
}

const names = {
  instant: 'creation to its end, provider at once',
  local: 'creation to its end, local artist',
  worker: 'pictures through the worker',
  alone: 'pictures alone, drawn and encoded',
} as const;

export const creationComparisons: Comparison[] = [
  { of: names.worker, to: names.alone, by: 'perSecond' },
];

/** @param start starts a child process of the benchmark. */
export async function measureCreations(
  start: (file: string, env: Record<string, string>) => Promise<Child>,
  db: pg.Client,
  people: readonly string[],
  quick: boolean,
): Promise<[string, Measured][]> {
  const instant = await start('whole.ts', { BENCH_PROVIDER: 'instant' });
  const atOnce = await measureCreation(instant, people, quick ? 3 : 8);
  // Two workers would share the queue.
  await instant.stop();
  const local = await start('whole.ts', { BENCH_PROVIDER: 'local' });
  const drawn = await measureCreation(local, people, quick ? 5 : 12);
  const size = { rounds: quick ? 1 : 3, pictures: 12 };
  const { worker, alone } = await measureWorker(local, db, people, size);
  await local.stop();
  return [
    [names.instant, atOnce],
    [names.local, drawn],
    [names.worker, worker],
    [names.alone, alone],
  ];
}
