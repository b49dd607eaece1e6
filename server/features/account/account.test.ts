import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { BotApiError } from '../../../simulators/telegram/index.ts';
import { createLog } from '../../core/log.ts';
import { Redactor } from '../../core/redactor.ts';
import { sql } from '../../db/statement.ts';
import { makeKey, readDocument } from '../botsApi/testing.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder } from '../generation/testing/orders.ts';
import { settleStars } from '../payments/providers/stars/charges.ts';
import { reconcileStars } from '../payments/providers/stars/reconcile.ts';
import { PATIENCE, starWorld } from '../payments/providers/stars/testing/starWorld.ts';
import { settleCharge } from '../payments/settle.ts';

/** The server's log, from its start. */
const logged: string[] = [];
const log = createLog({ logLevel: 'trace' }, new Redactor(), {
  write: (line) => void logged.push(line),
});
const world = await starWorld({}, { providers: { fal: createFakeProvider() }, log });
const { telegram, test } = world;

type Payer = Awaited<ReturnType<typeof world.payer>>;

const NAME = 'Zinaida-Unmistakable';
const textsTo = (payer: Payer) =>
  telegram.chats.messages('main', payer.person.id).filter(({ from }) => from?.is_bot);

/** Every text of the database, the queue's tables included, that holds this one. */
async function placesOf(text: string): Promise<string[]> {
  const columns = await world.app.db.query(
    sql<{ place: string; schema: string; name: string; col: string }>(`
      select table_schema || '.' || table_name as place, table_schema as schema, table_name as name,
        column_name as col
      from information_schema.columns
      where table_schema in ('public', 'pgboss') and data_type in ('text', 'jsonb', 'character varying')
        and table_name in (select tablename from pg_tables)`),
  );
  const found: string[] = [];
  for (const { place, schema, name, col } of columns) {
    const [row] = await world.app.db.query(
      sql<{ n: number }>(
        `select count(*)::int as n from "${schema}"."${name}" where "${col}"::text like $1`,
      ),
      [`%${text}%`],
    );
    if ((row?.n ?? 0) > 0) {
      found.push(`${place}.${col}`);
    }
  }
  return found;
}

async function deleteAccount(payer: Payer) {
  const { confirmation } = await payer.call.account.deletion();
  return await payer.call.account.delete({ confirmation });
}

/** A person with at least one row of every kind. */
async function busyPerson() {
  const anna = await world.payer({ firstName: NAME, username: 'zinaida_u', lastName: NAME });
  // What fails is logged.
  telegram.api.fail({
    userId: anna.person.id,
    method: 'sendMessage',
    error: new BotApiError(500, 'Internal Server Error'),
    times: 2,
  });
  telegram.chats.say('main', anna.person.id, '/start support');
  telegram.chats.say('main', anna.person.id, `I am ${NAME}`);
  await world.settled();
  const order = await world.order(anna, { type: 'plan', code: 'month' });
  const { charge } = await telegram.stars.pay(order.link, anna.person.id);
  await world.settled();
  await vi.waitFor(async () => {
    expect((await anna.call.me.get()).plan).toMatchObject({ code: 'month' });
  }, PATIENCE);
  const unpaid = await world.order(anna);
  await anna.call.promo.redeem({ requestId: randomUUID(), code: 'WELCOME2025' });
  await anna.call.me.chooseDirection({ requestId: randomUUID(), direction: 'business' });
  const work = await anna.call.generation.create({ ...pictureOrder(), prompt: `by ${NAME}` });
  expect(await reportTraining(anna)).toBe(1);
  return { anna, charge, unpaid, work };
}

/**
 * Calls of another bot about the person, with as many personal data as a careless bot sends.
 * @returns the free trainings that are left; one is used.
 */
async function reportTraining({ person: { id } }: Payer) {
  const key = spinKey ?? (await makeKey(world.app, 'spin_bot'));
  spinKey = key;
  const call = (await readDocument(telegram.url)).clientFor(key.key);
  const steps: [operation: string, body: object][] = [
    ['putUser', { firstName: NAME, lastName: NAME, username: 'zinaida_u' }],
    ['grantFreeTrainings', { count: 1, source: 'WELCOME' }],
    ['grantFreeTrainings', { count: 1, source: 'ADMIN' }],
    ['useAccess', { pay: 'free_trainings' }],
    ['putSession', { session: { name: NAME }, stats: { [NAME]: 1 } }],
    ['recordTraining', { title: NAME, totalScore: 5, caseData: { client: NAME } }],
    ['addXp', { amount: 10, reason: `for ${NAME}` }],
    ['awardBadge', { badge: 'trainee', metadata: { to: NAME } }],
  ];
  for (const [at, [operation, body]] of steps.entries()) {
    const idempotencyKey = `${operation}-${NAME}-${id}-${at}`;
    const { status } = await call(operation, { params: { telegramId: id }, body, idempotencyKey });
    expect([operation, status]).toEqual([operation, 200]);
  }
  const { body } = await call('getAccess', { params: { telegramId: id } });
  return body.freeTrainings.left as number;
}
let spinKey: Awaited<ReturnType<typeof makeKey>> | undefined;

describe('deleting an account', () => {
  it('lists what is lost, then erases the person everywhere and keeps the ledger', async () => {
    const { anna, charge, unpaid, work } = await busyPerson();
    const lost = await anna.call.account.deletion();
    expect(lost).toMatchObject({ plan: { code: 'month' }, openPayments: 1 });
    expect(lost.coins).toBe((await anna.call.me.get()).balance.coins);
    expect((await placesOf(NAME)).length).toBeGreaterThan(3);
    await anna.call.account.delete({ confirmation: lost.confirmation });
    await vi.waitFor(async () => expect(await placesOf(NAME)).toEqual([]), PATIENCE);
    expect(await placesOf('zinaida_u')).toEqual([]);
    expect(await placesOf(String(anna.person.id))).toEqual([]);
    expect(telegram.stars.subscription(charge?.id ?? '').state).toBe('canceled');
    const rows = await world.app.db.query(
      sql<{ status: string }>(
        `select status from payments where id = $1 union all select status from generations where id = $2`,
      ),
      [unpaid.id, work.id],
    );
    // The work may have been finished before; unfinished it is not.
    expect(rows.map(({ status }) => status)).toEqual([
      'cancelled',
      expect.stringMatching(/^(failed|succeeded)$/),
    ]);
    const media = await world.app.db.query(
      sql<{ file: string }>('select file from media where user_id = $1'),
      [anna.userId],
    );
    expect(media).toEqual([]);
    expect(await world.app.db.query(sql('select * from audit.violations()'))).toEqual([]);
    await expect(anna.call.me.get()).rejects.toThrow('LAUNCH_REQUIRED');
    // A log can't be erased: no name is ever written to it.
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.filter((line) => line.includes(NAME) || line.includes('zinaida_u'))).toEqual([]);
  });

  it('starts again after a later start, without the rewards that are given once', async () => {
    const { anna } = await busyPerson();
    await deleteAccount(anna);
    telegram.chats.say('main', anna.person.id, '/start');
    await world.settled();
    const again = await test.person({ id: anna.person.id, first_name: NAME });
    expect(again.userId).not.toBe(anna.userId);
    expect(again).toMatchObject({ isNew: true, granted: [] });
    expect(again.me.balance).toMatchObject({ coins: 0, freeOperations: 0 });
    expect(again.me.tasks.find(({ code }) => code === 'direction')?.state).toBe('done');
    await again.call.me.chooseDirection({ requestId: randomUUID(), direction: 'personal' });
    expect((await again.call.me.get()).balance.coins).toBe(0);
    // Two were given before the deletion, the welcome is not given again.
    expect(await reportTraining(anna)).toBe(0);
    const promo = again.call.promo.redeem({ requestId: randomUUID(), code: 'WELCOME2025' });
    await expect(promo).rejects.toThrow('PROMO_ALREADY_USED');
    // Once more, so that a second deletion forgets nothing.
    const { confirmation } = await again.call.account.deletion();
    await again.call.account.delete({ confirmation });
    const third = await test.person({ id: anna.person.id, first_name: NAME });
    expect(third.me.balance.coins).toBe(0);
  });

  it('refunds Stars that were paid before the deletion and reported after it, and credits nobody', async () => {
    const payer = await world.payer();
    const order = await world.order(payer);
    const queue = telegram.queue('main');
    queue.hold();
    const paying = telegram.stars.pay(order.link, payer.person.id);
    queue.release();
    queue.faults.dropNext = 1;
    const { charge } = await paying;
    await world.settled();
    await deleteAccount(payer);
    await reconcileStars(world.app, 'main', { whole: true });
    await vi.waitFor(() => {
      expect(
        telegram.stars.charges('main').find(({ id }) => id === charge?.id)?.refundedAt,
      ).toEqual(expect.any(Number));
    }, PATIENCE);
    expect(await world.charges(order.id)).toEqual([]);
  });

  it('leaves a charge alone that was credited before, however often it is reported', async () => {
    const payer = await world.payer();
    const order = await world.order(payer);
    const { charge } = await telegram.stars.pay(order.link, payer.person.id);
    await world.settled();
    await vi.waitFor(async () => expect(await world.charges(order.id)).toHaveLength(1), PATIENCE);
    await deleteAccount(payer);
    const reportedCharge = {
      chargeId: charge?.id ?? '',
      payload: order.id,
      botName: 'main',
      payerTelegramId: payer.person.id,
      amount: charge?.stars ?? 0,
      currency: 'XTR',
      at: new Date(),
      expiresAt: null,
      startsSubscription: false,
    };
    const settled = await world.app.db.transaction((tx) =>
      settleStars(world.app, tx, reportedCharge),
    );
    expect(settled).toEqual({ outcome: 'duplicate' });
    expect((await world.charges(order.id)).map(({ status }) => status)).toEqual(['credited']);
  });

  it('raises an alert when a provider that does not know the payer has taken money', async () => {
    const payer = await world.payer();
    const order = await world.order(payer);
    await deleteAccount(payer);
    const settled = await world.app.db.transaction((tx) =>
      settleCharge(world.app, tx, {
        provider: 'stars',
        chargeId: randomUUID(),
        orderId: order.id,
        botName: null,
        payerTelegramId: null,
        providerPaymentId: null,
        amount: order.amount,
        currency: 'XTR',
        paidAt: new Date(),
        expiresAt: null,
        startsSubscription: false,
        mismatchAlert: 'payment_mismatch',
      }),
    );
    expect(settled).toMatchObject({ outcome: 'mismatch', reason: 'account_deleted', isNew: true });
    expect(await world.charges(order.id)).toEqual([]);
  });

  it('is refused for others, without the token of the first step, and for staff', async () => {
    const [anna, boris] = [await world.payer(), await world.payer()];
    const { confirmation } = await anna.call.account.deletion();
    await expect(boris.call.account.delete({ confirmation })).rejects.toThrow('CONFLICT');
    await expect(anna.call.account.delete({ confirmation: '1.x' })).rejects.toThrow('CONFLICT');
    expect((await anna.call.me.get()).firstName).toBe(anna.person.firstName);
    const admin = await test.admin();
    await expect(admin.call.account.deletion()).rejects.toThrow('STAFF_ACCOUNT');
  });
});

describe('a copy of the data', () => {
  it('is made by a job, sent by the bot, and holds the person’s own rows and no others', async () => {
    const { anna } = await busyPerson();
    const boris = await world.payer({ firstName: 'Boris-Other' });
    await boris.call.support.send({ requestId: randomUUID(), text: 'Boris writes' });
    const requestId = randomUUID();
    await anna.call.account.exportData({ requestId });
    await anna.call.account.exportData({ requestId });
    const ready = await vi.waitFor(async () => {
      const { export: copy } = await anna.call.account.export();
      expect(copy?.state).toBe('ready');
      return copy;
    }, PATIENCE);
    const answer = await fetch(ready?.url ?? '');
    expect(answer.headers.get('content-disposition')).toContain('my-data.json');
    const text = await answer.text();
    const data = JSON.parse(text);
    expect(data.person).toMatchObject({ firstName: NAME, username: 'zinaida_u' });
    expect(data.support_messages).toMatchObject([{ text: `I am ${NAME}` }]);
    expect(data.generations).toMatchObject([{ prompt: `by ${NAME}` }]);
    expect(data.ledger_entries.length).toBeGreaterThan(3);
    expect(text).not.toContain('Boris');
    expect(text).not.toContain('requestHash');
    const message = await vi.waitFor(() => {
      const found = textsTo(anna).find(({ text }) => text?.includes('copy of your data'));
      return found ?? expect.fail('the bot has not written');
    }, PATIENCE);
    const [button] = message.reply_markup?.inline_keyboard.flat() ?? [];
    expect(button).toMatchObject({ url: expect.stringContaining('/api/export/my-data.json?') });
    // The link stays out of what is stored.
    expect(await placesOf('my-data.json')).toEqual([]);
    const forged = (ready?.url ?? '').replace(/until=\d+/, 'until=99999999999');
    expect((await fetch(forged)).status).toBe(403);
    await deleteAccount(anna);
    expect((await fetch(ready?.url ?? '')).status).toBe(403);
  });
});
