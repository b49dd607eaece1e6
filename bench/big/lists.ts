/** Every list of the team, its search and its dashboard on a store of a million people. */
import type pg from 'pg';
import { createContext } from '../../server/app/createContext.ts';
import { dayOf, plusDays } from '../../server/features/figures/days.ts';
import { storeDays } from '../../server/features/figures/storeDays.ts';
import { sectionCodes } from '../../shared/records/sections.ts';
import { startChild } from '../child.ts';
import { readBenchConfig } from '../config.ts';
import { summarize } from '../measure.ts';
import { authorizations } from '../seed.ts';

/** The limit of the 95th percentile of every call, milliseconds. */
const MAX_P95_MS = 300;
const CALLS = 40;
/** Not measured: they open connections and prepare plans. */
const WARM_UP_CALLS = 5;
const DAY_MS = 86_400_000;

type Calls = [name: string, procedure: string, input: object | null][];

const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);

type Ask = (procedure: string, input: object | null) => Promise<string>;

/** Read before the measured page in the middle of the list. */
const PAGES_BEFORE = 20;
const PAGE = 100;

/** The cursor after some pages of the list. */
async function cursorInTheMiddle(ask: Ask, sort: string): Promise<string> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_BEFORE; page++) {
    const answer = await ask('users', { sort, limit: PAGE, cursor });
    cursor = JSON.parse(answer).result.data.nextCursor ?? cursor;
  }
  return cursor ?? '';
}

async function callsFor(client: pg.Client, ask: Ask): Promise<Calls> {
  const one = async (text: string) =>
    ((await client.query(text)).rows[0] ?? {}) as Record<string, string>;
  const payment = await one(
    `select p.id, p.user_id, c.charge_id, u.telegram_id from payments p
     join payment_charges c on c.user_id = p.user_id and c.payment_id = p.id join users u on u.id = p.user_id
     offset (select count(*) / 3 from payment_charges) limit 1`,
  );
  const work = await one(
    `select user_id, id from generations order by id desc offset 1000 limit 1`,
  );
  const person = await one(
    `select id, first_name || ' ' || last_name as name, username from users
     where username is not null order by id desc offset 5000 limit 1`,
  );
  const misspelt = (person.name ?? '').replace(/(.)(.)$/, '$2$1');
  const filters = ['all', 'paying', 'plan', 'blocked', 'staff'];
  const payments = ['all', 'open', 'paid', 'refunds', 'failed'];
  const periods = ['today', 'week', 'month', 'quarter'];
  return [
    ...periods.map((period) => [`overview ${period}`, 'overview', { period }] as Calls[number]),
    ['overview custom', 'overview', { period: 'custom', from: day(75), to: day(40) }],
    ...filters.map((filter) => [`users ${filter}`, 'users', { filter }] as Calls[number]),
    ...(await Promise.all(
      ['newest', 'seen'].map(
        async (sort) =>
          [
            `users ${sort}, a page in the middle`,
            'users',
            { sort, cursor: await cursorInTheMiddle(ask, sort) },
          ] as Calls[number],
      ),
    )),
    ['users by name', 'users', { query: person.name }],
    ['users by a common name', 'users', { query: 'Anna' }],
    ['users by a misspelt name', 'users', { query: misspelt }],
    ['users by username', 'users', { query: `@${person.username}` }],
    ['users by id', 'users', { query: String(person.id) }],
    ['users nobody', 'users', { query: 'qqqqqqqq' }],
    ['user', 'user', { userId: Number(payment.user_id) }],
    ...payments.map((filter) => [`payments ${filter}`, 'payments', { filter }] as Calls[number]),
    ['payments by order', 'payments', { query: payment.id }],
    ['payments by charge', 'payments', { query: payment.charge_id }],
    ['payments by person', 'payments', { query: String(payment.user_id) }],
    ['payments by Telegram id', 'payments', { query: String(payment.telegram_id) }],
    ['payments of nobody', 'payments', { query: 'no such charge' }],
    ['payments yookassa', 'payments', { provider: 'yookassa' }],
    ['payments yookassa refunds', 'payments', { provider: 'yookassa', filter: 'refunds' }],
    ['payments of a rare amount', 'payments', { minAmount: 27_930, maxAmount: 27_930 }],
    ['payments of no amount', 'payments', { minAmount: 5_000_000 }],
    ['payment', 'payment', { paymentId: payment.id }],
    ['providerTotals', 'providerTotals', { from: day(30), to: day(0) }],
    ['providerDay', 'providerDay', { provider: 'stars', day: day(3) }],
    ['generations', 'generations', {}],
    ['generations failed', 'generations', { filter: 'failed' }],
    ['generations cancelled', 'generations', { filter: 'cancelled' }],
    ['generations stuck', 'generations', { stuck: true }],
    ['generations of a rare model', 'generations', { model: 'veo-3-1-pro' }],
    ['generations of no model', 'generations', { model: 'imagen-3' }],
    ['generations of a rare provider', 'generations', { provider: 'google' }],
    ['generations by failure', 'generations', { failure: 'content_refused' }],
    ['generations by operation', 'generations', { operation: 'upscale' }],
    ['generations of one', 'generations', { query: String(work.user_id) }],
    ['generations of a day', 'generations', { from: new Date(Date.now() - DAY_MS).toISOString() }],
    ['generation', 'generation', { userId: Number(work.user_id), generationId: work.id }],
    ['generationHealth', 'generationHealth', null],
    ['alerts open', 'alerts', { filter: 'open' }],
    ['alerts all', 'alerts', { filter: 'all' }],
    ['actions', 'actions', {}],
    ['actions on one', 'actions', { target: 'user:77' }],
    ['supportThreads waiting', 'supportThreads', { filter: 'waiting' }],
    ['supportThreads all', 'supportThreads', { filter: 'all' }],
    ['supportThread', 'supportThread', { userId: 1 }],
    ...sectionCodes.map(
      (section) => [`records ${section}`, 'records', { section }] as Calls[number],
    ),
    ['records promo by code', 'records', { section: 'promo', query: 'BIG77' }],
    ['promoUses', 'promoUses', { promoId: '20' }],
    ['settings', 'settings', null],
    ['botKeys', 'botKeys', null],
  ];
}

/** Counts yesterday and today as the job does every quarter of an hour. */
export async function countDays(url: string, print: (line: string) => void): Promise<void> {
  process.env.DATABASE_URL = url;
  const app = await createContext(readBenchConfig({ ROLES: 'web' }));
  const began = performance.now();
  const today = dayOf(app.now());
  await storeDays(app, [plusDays(today, -1), today]);
  await app.close();
  print(`yesterday and today counted in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** @returns whether every call is within its limit. */
export async function measureBig(
  client: pg.Client,
  url: string,
  wanted: RegExp,
  print: (line: string) => void,
): Promise<boolean> {
  const [authorization = ''] = authorizations(1);
  const server = await startChild('target.ts', {
    DATABASE_URL: url,
    BENCH_STORAGE: '/tmp/ai-coins-big',
  });
  const { origin } = server.ready as { origin: string };
  const ask: Ask = async (procedure, input) => {
    const query = input === null ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const answer = await fetch(`${origin}/trpc/admin.${procedure}${query}`, {
      headers: { authorization },
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${procedure}: ${answer.status} ${text.slice(0, 300)}`);
    }
    return text;
  };
  let isKept = true;
  try {
    for (const [name, procedure, input] of await callsFor(client, ask)) {
      if (!wanted.test(name)) {
        continue;
      }
      const times: number[] = [];
      for (let n = 0; n < CALLS + WARM_UP_CALLS; n++) {
        const began = performance.now();
        await ask(procedure, input);
        times.push(performance.now() - began);
      }
      const { p50, p95 } = summarize(times.slice(WARM_UP_CALLS), 1);
      const keeps = p95 <= MAX_P95_MS;
      isKept &&= keeps;
      print(
        `${name.padEnd(34)} p50 ${p50.toFixed(0).padStart(5)} ms  p95 ${p95.toFixed(0).padStart(5)} ms${keeps ? '' : '  TOO SLOW'}`,
      );
    }
  } finally {
    await server.stop();
  }
  print(`every list within ${MAX_P95_MS} ms at the 95th percentile: ${isKept ? 'yes' : 'NO'}`);
  return isKept;
}
