/**
 * The whole server side for one test file: its own database, the real context, and callers that are
 * signed as Telegram signs. After the file the ledger's invariants are checked.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { signInitData } from '../../simulators/telegram/signInitData.ts';
import { appRouter } from '../app/appRouter.ts';
import { readConfig } from '../app/config.ts';
import type { AppContext } from '../app/context.ts';
import { createContext, type Overrides } from '../app/createContext.ts';
import { listViolations } from '../features/audit/violations.ts';
import { createCallerFactory } from '../trpc/trpc.ts';
import { copyTemplate } from './templateDatabase.ts';

export const TEST_BOT_TOKEN = '100000001:test-token-of-the-main-bot';
export const ADMIN_TELEGRAM_ID = 900_001;

export interface TestPerson {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
  is_premium?: boolean;
}

const createCaller = createCallerFactory(appRouter);

/** Raw init data of a person, signed now. */
export function initDataOf(
  person: TestPerson,
  options: { token?: string; startParam?: string; authDate?: Date } = {},
): string {
  return signInitData(
    {
      user: JSON.stringify(person),
      auth_date: String(Math.floor((options.authDate ?? new Date()).getTime() / 1000)),
      ...(options.startParam ? { start_param: options.startParam } : {}),
    },
    options.token ?? TEST_BOT_TOKEN,
  );
}

export interface TestAppOptions {
  env?: Record<string, string>;
  overrides?: Overrides;
  /** Run jobs in this process. */
  worker?: boolean;
  /** Another server than that of the other tests, with a template of its own. */
  adminUrl?: string;
}

/** Opens a context on a fresh database; for files that need more than `testApp` gives. */
export async function openTestApp(options: TestAppOptions = {}) {
  const database = await copyTemplate(options.adminUrl ?? inject('adminUrl'));
  const open = (more: TestAppOptions = {}) =>
    createContext(
      {
        ...readConfig({
          NODE_ENV: 'test',
          BOT_TOKEN: TEST_BOT_TOKEN,
          BOT_MODE: 'off',
          ADMIN_TELEGRAM_IDS: String(ADMIN_TELEGRAM_ID),
          STORAGE_DIR: join(tmpdir(), 'ai-coins-test-media', randomUUID()),
          DATABASE_POOL: '10',
          LOG_LEVEL: 'fatal',
          ...options.env,
          ...more.env,
        }),
        databaseUrl: database.url,
      },
      // A test does in a second what a person does in an hour; a test of the limits sets 1.
      { rateLimitFactor: 1000, ...options.overrides, ...more.overrides },
    );
  const app = await open();
  if (options.worker) {
    await app.queue.work(app);
  }
  return {
    app,
    databaseUrl: database.url,
    /** A second server process on the same database. */
    openAnother: open,
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

/** For the top of a test file: opens the app before its tests, audits and closes it after them. */
export function testApp(options: TestAppOptions = {}) {
  let opened: Awaited<ReturnType<typeof openTestApp>> | undefined;
  beforeAll(async () => {
    opened = await openTestApp(options);
  });
  afterAll(async () => {
    if (opened) {
      const violations = await listViolations(opened.app.db);
      await opened.close();
      expect(violations).toEqual([]);
    }
  });
  const app = (): AppContext => {
    if (!opened) {
      throw new Error('the test app is not open yet');
    }
    return opened.app;
  };
  const callWith = (authorization: string | undefined, botName?: string) =>
    createCaller({ app: app(), authorization, botName, requestId: randomUUID() });
  return {
    get app() {
      return app();
    },
    get databaseUrl() {
      return opened?.databaseUrl ?? '';
    },
    openAnother: (more?: TestAppOptions) => {
      if (!opened) {
        throw new Error('the test app is not open yet');
      }
      return opened.openAnother(more);
    },
    callWith,
    /** Calls as this person. */
    as: (person: TestPerson, options: { startParam?: string; botName?: string } = {}) =>
      callWith(`tma ${initDataOf(person, options)}`, options.botName),
    /** A new person who has launched the app. */
    async person(fields: Partial<TestPerson> & { startParam?: string } = {}) {
      const { startParam, ...rest } = fields;
      const who: TestPerson = { id: randomInt(1_000_000, 2 ** 40), first_name: 'Alice', ...rest };
      const call = callWith(`tma ${initDataOf(who, startParam ? { startParam } : {})}`);
      const { me, granted, isNew, start } = await call.me.launch();
      return { call, telegram: who, userId: me.id, me, granted, isNew, start };
    },
    /** The admin of ADMIN_TELEGRAM_IDS. */
    async admin() {
      const who: TestPerson = { id: ADMIN_TELEGRAM_ID, first_name: 'Irina' };
      const call = callWith(`tma ${initDataOf(who)}`);
      const { me } = await call.me.launch();
      return { call, telegram: who, userId: me.id, me };
    },
    /** A caller without init data. */
    nobody: () => callWith(undefined),
  };
}
