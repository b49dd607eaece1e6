import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DomainError } from '../core/errors.ts';
import { serveHttp } from '../testing/httpServer.ts';
import { testApp } from '../testing/testApp.ts';

const test = testApp({ env: { PORT: '0' } });
let web: Awaited<ReturnType<typeof serveHttp>>;
let file = '';

beforeAll(async () => {
  web = await serveHttp(test.app);
  const irina = await test.person({ language_code: 'ru' });
  file = (await irina.call.wallet.exportHistory({ timeZone: 'UTC' })).url;
});
afterAll(() => web.stop());

/** As a browser opens a link, in German. */
const browser = { accept: 'text/html,application/xml;q=0.9,*/*;q=0.8', 'accept-language': 'de' };

async function open(path: string, headers: Record<string, string> = browser) {
  const answer = await fetch(new URL(path, web.url), { headers });
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text };
}

it('a link that is over is a sentence in a browser, in the language of the person it was made for', async () => {
  const { status, type, text } = await open(file.replace('sig=', 'sig=x'));
  expect({ status, type }).toEqual({ status: 403, type: expect.stringContaining('text/html') });
  expect(text).toContain('<html lang="ru">');
  expect(text).toContain('Ссылка на файл больше не действует. Откройте приложение');
});

it.each([
  ['ru', 'Ссылка на файл больше не действует'],
  ['de', 'This link to a file no longer works'],
])(
  'a link that names no language is answered in that of the browser: %s',
  async (language, sentence) => {
    for (const path of ['/api/export/history.csv', '/media/x.jpg?for=download', '/media/%00']) {
      const { text, type } = await open(path, { ...browser, 'accept-language': language });
      expect(type, path).toContain('text/html');
      expect(text, path).toContain(sentence);
    }
  },
);

it('nothing of the link is repeated in the page', async () => {
  const detail = Buffer.from('{"language":"<b>ru","language":"fr"}').toString('base64url');
  const { text } = await open(`/api/export/history.csv?d=${detail}&sig=<script>`);
  expect(text).not.toMatch(/<b>|<script|fr/);
  expect(text).toContain('<html lang="en">');
});

it('programs are answered as before', async () => {
  const { type, text } = await open('/media/x.jpg', { accept: '*/*' });
  expect(type).toContain('application/json');
  expect(JSON.parse(text)).toMatchObject({ error: { appCode: 'NOT_FOUND' } });
  expect((await open('/api/export/history.csv', { accept: '*/*' })).text).toBe(
    'This link is over.\n',
  );
});

it('too many downloads are answered by when to try again', async () => {
  const limited = new DomainError('RATE_LIMITED', { retryAfterSeconds: 61 });
  vi.spyOn(test.app.limits, 'count').mockRejectedValueOnce(limited);
  const { status, text } = await open(file);
  expect(status).toBe(429);
  expect(text).toContain('Слишком много загрузок подряд. Попробуйте через 2 мин.');
});
