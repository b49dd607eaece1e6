import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { Bot, GrammyError, HttpError } from 'grammy';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CANARY, findCanaries } from '../testing/canaries.ts';
import {
  type Failure,
  failures,
  type HostileWorld,
  startHostileWorld,
} from '../testing/hostileWorld.ts';
import { clientOptions, createBotApi, guardErrors } from './botApi.ts';

let world: HostileWorld;
beforeAll(async () => {
  world = await startHostileWorld();
});
afterAll(() => world.close());

const secret = { secret_token: CANARY.TELEGRAM_WEBHOOK_SECRET };

/** Everything of an error that a log or a queue could write. */
const writtenOf = (error: unknown) => inspect(error, { depth: Infinity, showHidden: true });

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('the call has to fail'),
    (error: unknown) => error,
  );

/** A refusal in Telegram's own words is kept, also when it repeats the request. */
const silent = Object.keys(failures).filter(
  (name) => !['broken', 'forbidden', 'invalid', 'limited'].includes(name),
) as Failure[];

describe('the error of a call', () => {
  it.each(silent)(
    'holds neither token nor payload when there is no answer: %s',
    async (failure) => {
      world.failWith(failure);
      const api = createBotApi(CANARY.BOT_TOKEN, world.url);
      const bot = guardErrors(new Bot(CANARY.BOT_TOKEN, { client: clientOptions(world.url) }));
      const errors = await Promise.all(
        [api, bot.api].map((client) => errorOf(client.setWebhook('https://example.org', secret))),
      );
      for (const error of errors) {
        expect(error).toBeInstanceOf(HttpError);
        expect((error as Error).message).toContain('setWebhook');
        expect(findCanaries(writtenOf(error))).toEqual([]);
      }
    },
    // A truncated answer is waited for as long as the client waits for any.
    60_000,
  );

  it('reports a connection that was refused, so that the call may be repeated', async () => {
    const error = await errorOf(createBotApi(CANARY.BOT_TOKEN, 'http://127.0.0.1:9').getMe());
    expect(error).toMatchObject({ name: 'HttpError', error: { code: 'ECONNREFUSED' } });
    expect(findCanaries(writtenOf(error))).toEqual([]);
  });

  it('keeps Telegram’s description of a refusal, without the payload', async () => {
    world.failWith('limited');
    const error = await errorOf(
      createBotApi(CANARY.BOT_TOKEN, world.url).setWebhook('https://example.org', secret),
    );
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 1 }, payload: {} });
  });
});

describe('a keep-alive connection that the other side has closed meanwhile', () => {
  /** Answers the first request of a connection, and breaks it off at the second, as after a time of silence. */
  async function telegramThatForgets() {
    const asked: string[] = [];
    const server = createServer((req, res) => {
      asked.push(req.url?.split('/').at(-1) ?? '');
      const { socket } = req as { socket: Socket & { served?: boolean } };
      if (socket.served) {
        socket.destroy();
        return;
      }
      socket.served = true;
      const answer = { ok: true, result: 'https://t.me/$x' };
      res.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    return { asked, api: createBotApi(CANARY.BOT_TOKEN, `http://127.0.0.1:${port}`) };
  }

  it('loses no invoice: idempotent calls are repeated once', async () => {
    const { asked, api } = await telegramThatForgets();
    const price = [{ label: 'Coins', amount: 1 }];
    for (let nth = 0; nth < 2; nth += 1) {
      const link = await api.createInvoiceLink('Coins', 'For images', 'order', '', 'XTR', price);
      expect(link).toBe('https://t.me/$x');
    }
    expect(asked).toEqual(Array(3).fill('createInvoiceLink'));
  });

  it('sends no message twice', async () => {
    const { asked, api } = await telegramThatForgets();
    await api.sendMessage(1, 'Hello');
    await expect(api.sendMessage(1, 'Hello again')).rejects.toBeInstanceOf(HttpError);
    expect(asked).toEqual(['sendMessage', 'sendMessage']);
  });
});
