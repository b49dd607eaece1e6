import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { appRouter } from '../app/appRouter.ts';
import type { AppContext } from '../app/context.ts';
import { sql } from '../db/statement.ts';
import { starWorld } from '../features/payments/providers/stars/testing/starWorld.ts';
import { initDataOf, testApp } from '../testing/testApp.ts';
import { createCallerFactory } from '../trpc/trpc.ts';
import { otherLimits, procedureLimits } from './callLimits.ts';

const world = await starWorld({}, { rateLimitFactor: 1 });
const { test, telegram } = world;
/** Nothing goes on here but what is asked. */
const quiet = testApp();
const createCaller = createCallerFactory(appRouter);

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
).map(([path, { _def }]) => ({ path, type: _def.type }));

/** Inputs for queries without a limit that need one. */
const inputs: Record<string, unknown> = {
  'generation.quote': { operation: 'create', model: 'nano-banana' },
  'generation.get': { id: randomUUID() },
  'gallery.get': { id: randomUUID() },
  'admin.user': { userId: 1 },
  'admin.badgeCandidates': { badge: 'director' },
  'admin.generation': { userId: 1, generationId: randomUUID() },
  'admin.records': { section: 'models' },
  'admin.promoUses': { promoId: '1' },
  'admin.supportThread': { userId: 1 },
  'admin.payment': { paymentId: randomUUID() },
  'admin.refundPreview': { provider: 'stars', chargeId: 'nobody’s' },
  'admin.providerTotals': { from: '2026-01-01', to: '2026-01-31' },
  'admin.providerDay': { provider: 'stars', day: '2026-01-01' },
  'admin.webinarPeople': { webinarId: randomUUID() },
  'admin.broadcast': { id: randomUUID() },
  'admin.broadcastSize': {
    audience: { language: 'ru', bot: 'main', activity: null, plan: null, role: null },
  },
};

function callerIn(app: AppContext, person: Parameters<typeof initDataOf>[0]) {
  const authorization = `tma ${initDataOf(person)}`;
  return createCaller({ app, authorization, botName: 'main', requestId: randomUUID() });
}

describe('the table of limits', () => {
  it('has every procedure that writes or holds a stream open, and none that does not exist', () => {
    const writing = procedures.filter(({ type }) => type !== 'query').map(({ path }) => path);
    expect(writing.length).toBeGreaterThan(20);
    expect(writing.filter((path) => !(path in procedureLimits))).toEqual([]);
    const paths = procedures.map(({ path }) => path);
    expect(Object.keys(procedureLimits).filter((path) => !paths.includes(path))).toEqual([]);
  });

  const reading = procedures.filter(
    ({ path, type }) => type === 'query' && !(path in procedureLimits),
  );
  it.each(reading.map(({ path }) => path))(
    'may leave out %s, which neither writes nor calls outside',
    async (path) => {
      const { telegram: admin } = await quiet.admin();
      quiet.app.bots.first.username = 'aicoins_bot';
      const transactions = vi.spyOn(quiet.app.db, 'transaction');
      const connections = vi.spyOn(Socket.prototype, 'connect');
      const [area = '', name = ''] = path.split('.');
      const caller = callerIn(quiet.app, admin) as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<unknown>>
      >;
      const outcome = await caller[area]?.[name]?.(inputs[path] ?? {}).then(
        () => 'answered',
        (error: Error) => error.message,
      );
      expect(['answered', 'NOT_FOUND']).toContain(outcome);
      expect(transactions).not.toHaveBeenCalled();
      const { port } = new URL(quiet.databaseUrl);
      const asked = connections.mock.calls.map((given) => JSON.stringify(given));
      expect(asked.filter((target) => !target.includes(port))).toEqual([]);
      transactions.mockRestore();
      connections.mockRestore();
    },
  );
});

describe('one person who orders again and again', () => {
  const { calls } = procedureLimits['payments.create'] as { calls: number };

  it('gets as many invoices as the limit allows, over all processes, and is told when to try again', async () => {
    const another = await test.openAnother();
    const eve = await test.person();
    const others = callerIn(another, eve.telegram);
    const outcomes = await Promise.all(
      Array.from({ length: calls * 3 }, (_, n) =>
        (n % 2 ? eve.call : others).payments
          .create({
            requestId: randomUUID(),
            provider: 'stars',
            item: { type: 'pack', code: 'coins-100' },
          })
          .then(
            ({ payUrl }) => ({ payUrl }),
            (error) => error as { message: string; cause: { details: object } },
          ),
      ),
    );
    await another.close();
    const invoices = outcomes.filter((outcome) => 'payUrl' in outcome);
    const refusals = outcomes.filter((outcome) => 'message' in outcome);
    // On a slow machine a few more get through, because calls become available again over time.
    expect(invoices.length).toBeGreaterThanOrEqual(calls);
    expect(invoices.length).toBeLessThan(calls * 2);
    expect(new Set(refusals.map(({ message }) => message))).toEqual(new Set(['RATE_LIMITED']));
    for (const { cause } of refusals) {
      expect(cause.details).toEqual({ retryAfterSeconds: expect.any(Number) });
    }
    // Other people are not affected.
    const alice = await world.payer();
    expect(await world.order(alice)).toMatchObject({ status: 'pending' });
  });

  it('may order again after that time', async () => {
    const eve = await test.person();
    const order = (call = eve.call) =>
      call.payments.create({
        requestId: randomUUID(),
        provider: 'stars',
        item: { type: 'pack', code: 'coins-100' },
      });
    for (let n = 0; n < calls; n++) {
      await order();
    }
    await test.app.db.transaction((tx) =>
      tx.query(sql(`update rate_limits set tat = tat + interval '1 minute' where subject = $1`), [
        eve.telegram.id,
      ]),
    );
    await expect(order()).rejects.toThrow('RATE_LIMITED');
    await test.app.db.transaction((tx) =>
      tx.query(sql(`update rate_limits set tat = tat - interval '2 minutes' where subject = $1`), [
        eve.telegram.id,
      ]),
    );
    // Another process, which has not cached the refusal.
    const another = await test.openAnother();
    expect(await order(callerIn(another, eve.telegram))).toMatchObject({ status: 'pending' });
    await another.close();
  });
});

describe('one person who writes to the bot again and again', () => {
  it('is answered as often as the limit allows', async () => {
    const eve = telegram.world.createNewcomer();
    const { calls } = otherLimits['telegram.message'];
    for (let n = 0; n < calls * 2; n++) {
      telegram.chats.say('main', eve.id, '/start');
    }
    await telegram.queue('main').idle();
    const answers = () =>
      telegram.chats.messages('main', eve.id).filter(({ from }) => from?.is_bot).length;
    await expect.poll(answers, { timeout: 20_000 }).toBeGreaterThanOrEqual(calls);
    expect(answers()).toBeLessThan(calls * 2);
  });
});
