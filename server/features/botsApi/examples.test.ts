/** The examples of docs/add-a-bot.md, unchanged, against a started server. */
import { execFile, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { makeKey, readDocument } from './testing.ts';

const run = promisify(execFile);
const test = testApp({ env: { PORT: '0' } });
const guide = await readFile(new URL('../../../docs/add-a-bot.md', import.meta.url), 'utf8');
const hasPython = spawnSync('python3', ['--version']).status === 0;
let served: { url: string; stop(): Promise<void> };
let folder = '';

beforeAll(async () => {
  served = await serveHttp(test.app);
  folder = await mkdtemp(join(tmpdir(), 'ai-coins-examples-'));
});
afterAll(async () => {
  await served.stop();
  await rm(folder, { recursive: true });
});

function codeIn(language: string): string {
  const [, code = ''] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide) ?? [];
  return code;
}

async function runExample(command: string, file: string, code: string, botName: string) {
  const path = join(folder, file);
  await writeFile(path, code);
  const telegramId = randomInt(1_000_000, 2 ** 40);
  const { key } = await makeKey(test.app, botName);
  const env = { ...process.env, AICOINS_URL: served.url, AICOINS_KEY: key };
  const { stdout } = await run(command, [path], {
    env: { ...env, TELEGRAM_ID: String(telegramId), NODE_NO_WARNINGS: '1' },
  });
  return { telegramId, reported: JSON.parse(stdout) as unknown };
}

const wanted = {
  began: true,
  questions: 5,
  leveledUp: true,
  awarded: true,
  // One free training is used up: access is refused before the next one.
  again: false,
  level: 2,
  trainings: 1,
};

it('TypeScript: start, answers, access, training, XP and badge, seen in the app', async () => {
  const example = await runExample(process.execPath, 'bot.mts', codeIn('ts'), 'quiz_bot');
  expect(example.reported).toEqual(wanted);
  const call = test.as({ id: example.telegramId, first_name: 'Anna' });
  await call.me.launch();
  expect((await call.progress.trainings({})).items).toMatchObject([
    { botName: 'quiz_bot', title: 'SPIN', score: 185, maxScore: 185 },
  ]);
});

it(`Python: ${hasPython ? 'the same' : 'NOT RUN, there is no python3 here'}, and calls what the document knows`, async () => {
  const code = codeIn('python');
  const { document } = await readDocument(served.url);
  const calls = [...code.matchAll(/"(GET|POST|PUT)",\s*f?"(\/[^"]+)"/g)];
  expect(calls.length).toBeGreaterThanOrEqual(9);
  for (const [, method = '', path = ''] of calls) {
    const known = `/api/v1${path}`
      .replace('{telegram_id}', '{telegramId}')
      .replace('/badges/spin_master', '/badges/{code}');
    expect(document.paths[known], known).toHaveProperty(method.toLowerCase());
  }
  if (hasPython) {
    expect((await runExample('python3', 'bot.py', code, 'spin_bot')).reported).toEqual(wanted);
  }
});
