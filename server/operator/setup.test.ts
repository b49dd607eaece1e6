import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'grammy';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { startTelegramSimulator, type TelegramSimulator } from '../../simulators/telegram/index.ts';
import { openEnvFile } from './envFile.ts';
import { SetupError, setUp } from './setup.ts';

const TOKEN = '7000000001:AAtest-token_of-the-main-bot';

let telegram: TelegramSimulator;
let path: string;
let template: string;
beforeAll(async () => {
  telegram = await startTelegramSimulator({
    bots: [{ name: 'main', token: TOKEN, username: 'ai_coins_bot' }],
  });
});
afterAll(() => telegram.close());
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'setup-'));
  path = join(folder, '.env');
  template = join(folder, '.env.example');
  await writeFile(
    template,
    '# The bot.\nBOT_TOKEN=\nDATABASE_URL=\n# What is kept.\nTRASH_DAYS=30\n',
  );
});

/** Answers in the order of the questions; more questions than answers fail the test. */
async function run(answers: string[] | null, env: Record<string, string> = {}) {
  const printed: string[] = [];
  const queue = [...(answers ?? [])];
  const values = await setUp({
    file: await openEnvFile(path, template),
    env: { TELEGRAM_API_ROOT: telegram.apiRoot, ...env },
    print: (line) => printed.push(line),
    ask:
      answers === null
        ? null
        : async (text) => {
            const next = queue.shift();
            if (next === undefined) {
              throw new Error(`no answer to: ${text}`);
            }
            return next;
          },
  });
  return { values, printed, left: queue };
}

it('asks again after a wrong answer, writes .env readable by the owner alone, and sets the bot up at Telegram', async () => {
  const url = inject('adminUrl');
  const { printed, left } = await run([
    'not-a-token',
    '1:not-a-token',
    TOKEN,
    'localhost',
    'mysql://localhost/coins',
    'postgres://127.0.0.1:9/none',
    url,
    'http://example.org',
    telegram.url,
    'me',
    '42, 43',
  ]);
  expect(left).toEqual([]);
  expect(printed.join('\n')).toMatch(/BOT_TOKEN: Telegram refuses this token/);
  expect(printed.join('\n')).toMatch(/BOT_TOKEN: A token looks like/);
  expect(printed.join('\n').match(/DATABASE_URL: This is no address of PostgreSQL/g)).toHaveLength(
    2,
  );
  expect(printed.join('\n')).toMatch(/DATABASE_URL: It can't be reached/);
  expect(printed.join('\n')).toMatch(/PUBLIC_URL: Telegram opens addresses/);
  expect(printed.join('\n')).toMatch(/ADMIN_TELEGRAM_IDS: These are numbers/);
  const written = await readFile(path, 'utf8');
  expect(written).toContain('# What is kept.\nTRASH_DAYS=30\n');
  expect(written).toContain(`BOT_TOKEN=${TOKEN}\n`);
  expect(written).toMatch(/^TELEGRAM_WEBHOOK_SECRET=[\w-]{43}$/m);
  expect(written).toMatch(/^LINK_SECRET=[\w-]{43}$/m);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const api = new Api(TOKEN, { apiRoot: telegram.apiRoot });
  expect((await api.getWebhookInfo()).url).toBe(`${telegram.url}/telegram/webhook/main`);
  expect((await api.getMyDescription()).description).toContain('AI');
  expect(await api.getMyCommands()).toHaveLength(3);
});

it('uses known values as answers, so that a second run changes nothing', async () => {
  const known = {
    BOT_TOKEN: TOKEN,
    DATABASE_URL: inject('adminUrl'),
    PUBLIC_URL: telegram.url,
    ADMIN_TELEGRAM_IDS: '42',
  };
  await run(null, known);
  const first = await readFile(path, 'utf8');
  await run([]);
  expect(await readFile(path, 'utf8')).toBe(first);
});

it('stores every setting that was given for this run, so that the server has it, too', async () => {
  await run(null, { BOT_TOKEN: TOKEN, DATABASE_URL: inject('adminUrl'), PORT: '3111', HOME: '/' });
  const { PORT, TELEGRAM_API_ROOT, HOME } = (await openEnvFile(path, template)).values();
  expect({ PORT, TELEGRAM_API_ROOT }).toEqual({
    PORT: '3111',
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });
  expect(HOME).toBeUndefined();
});

it('keeps a description that the owner has written', async () => {
  const api = new Api(TOKEN, { apiRoot: telegram.apiRoot });
  await api.setMyDescription('Ours');
  await run(null, { BOT_TOKEN: TOKEN, DATABASE_URL: inject('adminUrl') });
  expect((await api.getMyDescription()).description).toBe('Ours');
});

it('refuses without a terminal when an answer is missing, and writes nothing', async () => {
  await expect(run(null, { BOT_TOKEN: TOKEN })).rejects.toThrow(SetupError);
  await expect(run(null, { BOT_TOKEN: TOKEN })).rejects.toThrow('DATABASE_URL: is missing.');
  await expect(readFile(path)).rejects.toThrow('ENOENT');
});
