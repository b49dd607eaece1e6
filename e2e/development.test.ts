/** `npm run dev`: what a person sees who has just cloned the repository. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, inject, it } from 'vitest';
import { freePort } from '../scripts/localStack.ts';
import { collectComplaints, launchChromium } from './browser.ts';

const START_MS = 120_000;
const name = `e2e_${randomUUID().slice(0, 8)}`;
const admin = inject('databaseServer');
const database = new URL(admin);
database.pathname = `/${name}`;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

afterAll(() => onServer(`drop database if exists ${name} with (force)`));

it('opens the simulator as the newcomer at /, has nothing at other addresses, and says that it has stopped', async () => {
  await onServer(`create database ${name}`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../scripts/local.ts'), 'dev', `--port=${port}`],
    {
      env: {
        ...process.env,
        DATABASE_URL: database.href,
        DATA_DIR: join(inject('e2eDataDir'), name),
        NODE_ENV: 'development',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exit = once(child, 'exit');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const browser = await launchChromium();
  try {
    await expect.poll(() => printed, { timeout: START_MS }).toContain('Ctrl+C stops everything.');

    const page = await browser.newPage({ viewport: { width: 1280, height: 960 } });
    page.setDefaultTimeout(START_MS);
    const complaints = collectComplaints(page);
    await page.goto(`${url}/`);
    await page.locator('.phone[data-ready="true"]').waitFor();
    expect(new URL(page.url()).pathname).toBe('/__telegram/');
    const app = page.frameLocator('iframe[title="App"]');
    // Only a newcomer is welcomed, in the language of the browser.
    await app.getByRole('heading', { name: 'Your first 100 coins are here' }).waitFor();
    expect(complaints).toEqual([]);

    for (const path of ['/nowhere', '/work', '/wallet/nothing', '/x.js']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(404);
    }
    expect((await fetch(`${url}/gallery`)).status).toBe(200);
  } finally {
    await browser.close();
    child.kill('SIGINT');
  }
  expect(await exit).toEqual([0, null]);
  expect(printed).toMatch(/Stopped\.\s*$/);
});
