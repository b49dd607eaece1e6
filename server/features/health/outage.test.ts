/** What people, operators and the log see while PostgreSQL or the storage can't write. */

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createLog } from '../../core/log.ts';
import { Redactor } from '../../core/redactor.ts';
import { sql } from '../../db/statement.ts';
import { serveHttp } from '../../testing/httpServer.ts';
import { initDataOf, type TestPerson, testApp } from '../../testing/testApp.ts';
import { pictureOrder, updateRows } from '../generation/testing/orders.ts';
import { createDiskStorage } from '../media/diskStorage.ts';
import type { Storage } from '../media/storage.ts';

const lines: string[] = [];
const disk = { isFull: false };

/** A simulated full disk. */
function fullableStorage(folder: string): Storage {
  const storage = createDiskStorage(folder);
  return {
    ...storage,
    async put(name, bytes, mime) {
      if (disk.isFull) {
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
          code: 'ENOSPC',
        });
      }
      await storage.put(name, bytes, mime);
    },
  };
}

const test = testApp({
  worker: true,
  env: { PORT: '0' },
  overrides: {
    log: createLog({ logLevel: 'info' }, new Redactor([]), {
      write: (line) => void lines.push(line),
    }),
    storage: fullableStorage(`/tmp/ai-coins-test-outage-${crypto.randomUUID()}`),
  },
});
let served: Awaited<ReturnType<typeof serveHttp>>;
beforeAll(async () => {
  served = await serveHttp(test.app);
});
afterAll(() => served.stop());

const PATIENCE = { timeout: 40_000, interval: 250 };
const readAlerts = sql<{ kind: string; open: boolean }>(
  `select kind, resolved_at is null as open from alerts where kind = $1`,
);
const alerts = (kind: string) => test.app.db.query(readAlerts, [kind]);

async function call(person: TestPerson, path: string, input: unknown) {
  const response = await fetch(`${served.url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `tma ${initDataOf(person)}` },
    body: JSON.stringify(input),
  });
  const body = (await response.json()) as { error?: { data: { appCode: string } } };
  return {
    status: response.status,
    code: body.error?.data.appCode,
    retryAfter: Number(response.headers.get('retry-after')),
  };
}

async function ready() {
  const response = await fetch(`${served.url}/readyz`);
  return { status: response.status, body: await response.json() };
}

/** Closed connections are noticed one by one. */
const worksAgain = (person: TestPerson) =>
  vi.waitFor(
    async () =>
      expect(await call(person, 'generation.create', pictureOrder())).toMatchObject({
        status: 200,
      }),
    PATIENCE,
  );

const starOrder = () => ({
  requestId: crypto.randomUUID(),
  provider: 'stars',
  item: { type: 'pack', code: 'coins-100' },
});

describe('a database whose disk is full', () => {
  it('refuses with a retry, charges nothing, and is reported once', {
    timeout: 150_000,
  }, async () => {
    const { call: me, telegram } = await test.person();
    const before = (await me.me.get()).balance;
    await updateRows(
      test.app,
      `create function disk_full() returns trigger language plpgsql as
         $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    );
    for (const table of ['generations', 'payments']) {
      await updateRows(
        test.app,
        `create trigger disk_full before insert on ${table} for each row execute function disk_full()`,
      );
    }
    lines.length = 0;
    for (let n = 0; n < 10; n++) {
      for (const [path, input] of [
        ['generation.create', pictureOrder()],
        ['payments.create', starOrder()],
      ] as const) {
        const answer = await call(telegram, path, input);
        expect(answer).toMatchObject({ status: 503, code: 'OVERLOADED' });
        expect(answer.retryAfter).toBeGreaterThan(0);
      }
    }
    expect(await ready()).toMatchObject({ status: 503, body: { database: false, storage: true } });
    expect((await me.me.get()).balance).toEqual(before);
    expect(await alerts('database_unwritable')).toEqual([
      { kind: 'database_unwritable', open: true },
    ]);
    const messages = lines
      .filter((line) => line.includes('"stack"') && line.includes('53100'))
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toEqual(['the database cannot write; requests are answered with 503']);

    await updateRows(test.app, 'drop function disk_full cascade');
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), PATIENCE);
    await worksAgain(telegram);
    // The alert could not be written during the outage, so it is left open for an admin.
    await vi.waitFor(
      async () =>
        expect(await alerts('database_unwritable')).toEqual([
          { kind: 'database_unwritable', open: true },
        ]),
      PATIENCE,
    );
  });
});

describe('a database that has become read-only', () => {
  it('answers people with 503 and a failing /readyz, and does not flood the log', {
    timeout: 150_000,
  }, async () => {
    const { telegram } = await test.person();
    const admin = new pg.Client({ connectionString: inject('adminUrl') });
    await admin.connect();
    const name = new URL(test.databaseUrl).pathname.slice(1);
    const reconnect = () =>
      admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
        name,
      ]);
    await admin.query(`alter database "${name}" set default_transaction_read_only = on`);
    onTestFinished(async () => {
      await admin.query(`alter database "${name}" reset default_transaction_read_only`);
      await admin.end();
    });
    await reconnect();
    await vi.waitFor(async () => {
      const answer = await call(telegram, 'generation.create', pictureOrder());
      expect(answer).toMatchObject({ status: 503, code: 'OVERLOADED' });
    }, PATIENCE);
    lines.length = 0;
    const until = performance.now() + 6000;
    let asked = 0;
    while (performance.now() < until) {
      const answer = await call(telegram, 'generation.create', pictureOrder());
      expect(answer).toMatchObject({ status: 503, code: 'OVERLOADED' });
      asked += 1;
      await sleep(400);
    }
    expect(asked).toBeGreaterThan(0);
    expect(await ready()).toMatchObject({ status: 503, body: { database: false } });
    // Some thirty workers of the queue meet it once a second; each kind of line is logged once a minute.
    const stacks = lines.filter((line) => line.includes('"stack"'));
    expect(stacks.length).toBeLessThan(25);

    await admin.query(`alter database "${name}" reset default_transaction_read_only`);
    await reconnect();
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), PATIENCE);
    await worksAgain(telegram);
  });
});

describe('a database error during a submit to a provider', () => {
  it('is not treated as an unavailable provider', { timeout: 150_000 }, async () => {
    const { telegram } = await test.person();
    const outOfMemory = Object.assign(new pg.DatabaseError('out of memory', 1, 'error'), {
      code: '53200',
    });
    const catalog = await test.app.catalog.read();
    // Read once to price the order, and again for its prompt once it is stored.
    const reading = vi
      .spyOn(test.app.catalog, 'read')
      .mockResolvedValueOnce(catalog)
      .mockRejectedValueOnce(outOfMemory);
    const answer = await call(telegram, 'payments.create', starOrder());
    reading.mockRestore();
    expect(answer).toMatchObject({ status: 503, code: 'OVERLOADED' });
  });
});

describe('a storage that is full', () => {
  it('makes uploads and orders be refused before anybody pays, with one alert that closes by itself', {
    timeout: 150_000,
  }, async () => {
    const { call: me, telegram } = await test.person();
    const before = (await me.me.get()).balance;
    // Longer than a process caches that files can be stored. A process that has stored nothing yet has to
    // find out by itself.
    const fresh = await test.openAnother();
    const first = served;
    served = await serveHttp(fresh);
    onTestFinished(async () => {
      await served.stop();
      served = first;
      await fresh.close();
    });
    disk.isFull = true;
    lines.length = 0;
    for (let n = 0; n < 5; n++) {
      const answer = await call(telegram, 'generation.create', pictureOrder());
      expect(answer).toMatchObject({ status: 503, code: 'STORAGE_UNAVAILABLE' });
      expect(answer.retryAfter).toBeGreaterThan(0);
    }
    const upload = await fetch(`${served.url}/trpc/generation.uploadInput`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `tma ${initDataOf(telegram)}`,
      },
      body: Buffer.from('a picture'),
    });
    expect(upload.status).toBe(503);
    expect((await me.me.get()).balance).toEqual(before);
    expect(await ready()).toMatchObject({ status: 503, body: { database: true, storage: false } });
    await vi.waitFor(async () =>
      expect(await alerts('storage_unavailable')).toEqual([
        { kind: 'storage_unavailable', open: true },
      ]),
    );
    // One line for each of the two processes that noticed it.
    const errors = lines.filter((line) => line.includes('"level":"error"'));
    expect(errors.filter((line) => line.includes('ENOSPC')).length).toBeLessThanOrEqual(2);

    disk.isFull = false;
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), PATIENCE);
    await vi.waitFor(async () =>
      expect(await alerts('storage_unavailable')).toEqual([
        { kind: 'storage_unavailable', open: false },
      ]),
    );
    await worksAgain(telegram);
  });
});
