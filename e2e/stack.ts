/** The whole product with its production bundle, and a browser, for one test file. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { type Extra, type LocalStack, startLocalStack } from '../scripts/localStack.ts';
import {
  type HostOptions,
  type OpenedApp,
  openInHost,
} from '../simulators/telegram/testing/openInHost.ts';
import { collectComplaints, launchChromium } from './browser.ts';

/** Machines can be slow; a condition that never holds still fails. */
const MAX_WAIT_MS = 30_000;

export interface E2eOptions {
  with?: Extra[];
  env?: Record<string, string>;
  /** Errors of the page that the tests cause on purpose. */
  tolerates?: RegExp;
}

async function onDatabase<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** For the top of a test file. */
export function e2e(options: E2eOptions = {}) {
  const name = `e2e_${randomUUID().slice(0, 8)}`;
  const admin = inject('databaseServer');
  const database = new URL(admin);
  database.pathname = `/${name}`;
  let stack: LocalStack | undefined;
  let browser: Browser | undefined;
  const open: { page: Page; complaints: string[] }[] = [];

  beforeAll(async () => {
    await onDatabase(admin, `create database ${name}`);
    stack = await startLocalStack({
      databaseUrl: database.href,
      dataDir: join(inject('e2eDataDir'), name),
      port: 0,
      with: options.with ?? [],
      watch: false,
      keepState: false,
      env: { LOCAL_ARTIST_DELAY_MS: '1500', ...options.env },
    });
    stack.telegram.setAppUrl(stack.apiUrl);
    browser = await launchChromium();
  }, 120_000);

  afterEach(async () => {
    for (const { page, complaints } of open.splice(0)) {
      await page.context().close();
      expect(complaints.filter((one) => !options.tolerates?.test(one))).toEqual([]);
    }
  });

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    const violations = await onDatabase(database.href, 'select * from audit.violations()');
    await onDatabase(admin, `drop database ${name} with (force)`);
    expect(violations).toEqual([]);
  });

  const started = (): LocalStack => {
    if (!stack) {
      throw new Error('the stack is not started yet');
    }
    return stack;
  };
  return {
    get stack() {
      return started();
    },
    query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      onDatabase<Row>(database.href, text, values),
    /** Opens the app in the simulated Telegram, in a fresh browser profile; `prepare` is called before. */
    async open(
      host: HostOptions = {},
      device: BrowserContextOptions = {},
      prepare?: (page: Page) => Promise<void>,
    ): Promise<OpenedApp> {
      if (!browser) {
        throw new Error('the browser is not started yet');
      }
      const context = await browser.newContext({
        viewport: { width: 1280, height: 960 },
        ...device,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(MAX_WAIT_MS);
      open.push({ page, complaints: collectComplaints(page) });
      await prepare?.(page);
      return openInHost(page, started().telegram, { lang: 'en', ...host });
    },
  };
}
