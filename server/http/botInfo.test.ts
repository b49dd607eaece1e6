import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveHttp } from '../testing/httpServer.ts';
import { testApp } from '../testing/testApp.ts';

const test = testApp({ env: { PORT: '0' } });
let url = '';
let stop = async () => {};

beforeAll(async () => {
  for (const bot of test.app.bots.all()) {
    bot.username = `${bot.name}_bot`;
  }
  ({ url, stop } = await serveHttp(test.app));
});
afterAll(() => stop());

const ask = async (query: string) => {
  const answer = await fetch(`${url}/api/v1/bot${query}`);
  return { status: answer.status, body: await answer.json() };
};

it('returns the name of the first bot, or of the requested one, without authentication', async () => {
  const [first] = test.app.bots.all();
  const own = { status: 200, body: { username: `${first?.name}_bot`, supportContact: null } };
  expect(await ask('')).toEqual(own);
  for (const { name, username } of test.app.bots.all()) {
    expect(await ask(`?bot=${name}`)).toEqual({
      status: 200,
      body: { username, supportContact: null },
    });
  }
});

it('tells whom to write to, once an admin has named somebody', async () => {
  const { admin } = (await test.admin()).call;
  const { version } = await admin.settings();
  const values = { support_contact: '@help_desk' };
  await admin.changeSettings({ requestId: randomUUID(), version, values });
  expect((await ask('')).body).toMatchObject({ supportContact: '@help_desk' });
});

it('answers 404 to an unknown name, however it is written', async () => {
  for (const query of ['?bot=stranger', '?bot=__proto__', '?bot=%00']) {
    expect(await ask(query)).toMatchObject({
      status: 404,
      body: { error: { appCode: 'NOT_FOUND' } },
    });
  }
});

it('answers OVERLOADED while Telegram has not told the name, and asks again with the next request', async () => {
  const { bots } = test.app;
  const learn = bots.learnUsernames;
  bots.first.username = null;
  bots.learnUsernames = () => Promise.reject(new Error('no connection'));
  try {
    expect(await ask('')).toMatchObject({
      status: 503,
      body: { error: { appCode: 'OVERLOADED' } },
    });
    bots.learnUsernames = async () => {
      bots.first.username = 'learned_bot';
    };
    expect(await ask('')).toMatchObject({ status: 200, body: { username: 'learned_bot' } });
  } finally {
    bots.learnUsernames = learn;
  }
});
