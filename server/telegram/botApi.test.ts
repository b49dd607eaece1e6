import { inspect } from 'node:util';
import { Bot, GrammyError, HttpError } from 'grammy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Everything that a log or a queue could write of an error. */
const writtenOf = (error: unknown) => inspect(error, { depth: Infinity, showHidden: true });

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('the call has to fail'),
    (error: unknown) => error,
  );

/** A refusal in Telegram's own words is kept, also when it gives back what was asked. */
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
    // An answer that is cut off is waited for as long as the client waits for any.
    60_000,
  );

  it('tells a connection that was refused, so that the call may be made again', async () => {
    const error = await errorOf(createBotApi(CANARY.BOT_TOKEN, 'http://127.0.0.1:9').getMe());
    expect(error).toMatchObject({ name: 'HttpError', error: { code: 'ECONNREFUSED' } });
    expect(findCanaries(writtenOf(error))).toEqual([]);
  });

  it('keeps what Telegram says of a refusal, without the payload', async () => {
    world.failWith('limited');
    const error = await errorOf(
      createBotApi(CANARY.BOT_TOKEN, world.url).setWebhook('https://example.org', secret),
    );
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 1 }, payload: {} });
  });
});
