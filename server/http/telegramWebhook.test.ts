import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveHttp } from '../testing/httpServer.ts';
import { initDataOf, testApp } from '../testing/testApp.ts';

const TELEGRAM_WEBHOOK_SECRET = 'webhook-secret-of-the-tests';
const test = testApp({ env: { PORT: '0', TELEGRAM_WEBHOOK_SECRET } });
let web: Awaited<ReturnType<typeof serveHttp>>;
beforeAll(async () => {
  web = await serveHttp(test.app);
});
afterAll(() => web.stop());

function deliver(headers: Record<string, string>): Promise<Response> {
  return fetch(`${web.url}/telegram/webhook/main`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ update_id: 1 }),
  });
}
const withSecret = (secret: string) => ({ 'x-telegram-bot-api-secret-token': secret });

it.each([
  ['no secret', () => ({})],
  ['an empty secret', () => withSecret('')],
  ['another secret', () => withSecret('webhook-secret-of-the-rests')],
  ['a part of the secret', () => withSecret(TELEGRAM_WEBHOOK_SECRET.slice(0, -1))],
  [
    'init data of a person',
    () => ({ authorization: `tma ${initDataOf({ id: 1, first_name: 'Eve' })}` }),
  ],
])('an update with %s is refused', async (_what, headers) => {
  expect((await deliver(headers())).status).toBe(403);
});

it('an update with the secret is taken', async () => {
  expect((await deliver(withSecret(TELEGRAM_WEBHOOK_SECRET))).status).toBe(200);
});
