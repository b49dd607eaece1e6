/** Whatever is sent as a provider's notification, genuine or forged, the answer is never 500 or above. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { sql } from '../../../../db/statement.ts';
import { paid } from '../stars/testing/paidUpdate.ts';
import { PATIENCE, START_COINS, starWorld } from '../stars/testing/starWorld.ts';
import { yooKassaWorld } from './testing/yooKassaWorld.ts';

const roubles = await yooKassaWorld();
const stars = await starWorld();

const MEGABYTE = 1024 * 1024;
/** What JSON can express and PostgreSQL can't hold. */
const unstorable = { NUL: '\0', 'half a surrogate pair': '\uD83D', 'the other half': '\uDE00' };
const readName = sql<{ first_name: string }>('select first_name from users where telegram_id = $1');

/** The body as it is sent: `undefined` is no body at all. */
async function post(body: string | undefined, type = 'application/json') {
  const response = await fetch(roubles.url(), {
    method: 'POST',
    ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
  });
  return response.status;
}

describe('a notification of YooKassa', () => {
  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['an array', '[]'],
    ['a number', '7'],
    ['text', '"payment.succeeded"'],
    ['no JSON', '{"type":'],
    ['a megabyte', JSON.stringify({ type: 'x'.repeat(MEGABYTE) })],
    ['a megabyte of brackets', '['.repeat(MEGABYTE)],
    ['deep nesting', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['an object of another form', '{"type":"notification","event":"payment.succeeded"}'],
  ])('is answered below 500 for %s', async (_what, body) => {
    expect(await post(body)).toBeLessThan(500);
  });

  it('is answered below 500 when it has no body or no content length', async () => {
    const { hostname, port, pathname } = new URL(roubles.url());
    const socket = connect(Number(port), hostname);
    socket.end(`POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
    const answer = await text(socket);
    expect(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])).toBeLessThan(500);
  });

  it('is answered below 500 in every declared encoding', async () => {
    expect(await post('{}', 'application/json; charset=klingon')).toBeLessThan(500);
    expect(await post('a=1', 'application/x-www-form-urlencoded')).toBeLessThan(500);
    expect(await post('\0\0', 'application/octet-stream')).toBeLessThan(500);
  });

  it.each(Object.entries(unstorable))(
    'is answered with 200 when it holds %s',
    async (_what, odd) => {
      const object = {
        id: `23d93cac-000f${odd}`,
        status: odd,
        payment_id: `a${odd}`,
        [odd]: odd,
      };
      const body = { type: 'notification', event: 'payment.succeeded', object, [odd]: odd };
      expect(await post(JSON.stringify(body))).toBe(200);
      const known = { ...body, object: { ...object, id: '23d93cac', payment_id: undefined } };
      expect(await post(JSON.stringify(known))).toBe(200);
    },
  );

  it.each(Object.entries(unstorable))(
    'is followed when YooKassa itself answers with %s',
    async (_what, odd) => {
      const alice = await roubles.test.person();
      const order = await roubles.order(alice);
      yookassaPayment(order.paymentId).description = `x${odd}`;
      roubles.yookassa.decline(order.paymentId, `reason${odd}`);
      await vi.waitFor(async () => {
        const { status } = await alice.call.payments.get({ id: order.id });
        expect(status).toBe('cancelled');
      }, PATIENCE);
    },
  );
});

function yookassaPayment(id: string) {
  return roubles.yookassa.shop.payment(id);
}

describe('an update of Telegram', () => {
  it.each(Object.entries(unstorable))(
    'registers a person whose name holds %s',
    async (_what, odd) => {
      const person = stars.telegram.world.createNewcomer();
      const from = { id: person.id, is_bot: false, first_name: `A${odd}B`, username: `u${odd}` };
      const message = { message_id: 1, date: 0, from, chat: { ...from, type: 'private' } };
      expect(await stars.send({ message: { ...message, text: `/start r_${odd}` } })).toBe(200);
      const [known] = await stars.app.db.query(readName, [person.id]);
      expect(known).toEqual({ first_name: 'A\uFFFDB' });
    },
  );

  it.each(Object.entries(unstorable))(
    'takes a payment whose invoice holds %s, gives it back and credits nobody',
    async (_what, odd) => {
      const alice = await stars.payer();
      const update = paid(alice.person.id, `order${odd}`, 10, `charge${odd}`);
      expect(await stars.send(update)).toBe(200);
      expect(await stars.coinsOf(alice)).toBe(START_COINS);
      expect(await stars.alerts()).toContainEqual(
        expect.objectContaining({ kind: 'unmatched_charge', key: 'stars:charge\uFFFD' }),
      );
    },
  );
});
