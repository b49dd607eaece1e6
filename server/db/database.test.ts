import { setTimeout as sleep } from 'node:timers/promises';
import { literal } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { User } from '../features/users/models.ts';
import { testApp } from '../testing/testApp.ts';
import { toDomainError } from '../trpc/errors.ts';
import {
  Database,
  NestedUseError,
  TransactionAbortedError,
  TransactionEndedError,
  TransactionTimeoutError,
  type Tx,
} from './database.ts';
import { sql } from './statement.ts';

const test = testApp();
const divide = sql('select 1 / $1::int');
const setSetting = sql(
  `insert into settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value`,
);
const getSetting = sql<{ value: unknown }>('select value from settings where key = $1');

async function read(key: string) {
  return (await test.app.db.query(getSetting, [key]))[0]?.value;
}

describe('db.transaction', () => {
  it('rejects when a swallowed error made the commit a rollback', async () => {
    const work = test.app.db.transaction(async (tx) => {
      await tx.query(setSetting, ['swallowed', '1']);
      await tx.query(divide, [0]).catch(() => undefined);
    });
    await expect(work).rejects.toThrow(TransactionAbortedError);
    expect(await read('swallowed')).toBeUndefined();
  });

  it('runs the whole work again after a deadlock', async () => {
    const attempts = { a: 0, b: 0 };
    const change = (first: string, second: string, who: 'a' | 'b') =>
      test.app.db.transaction(async (tx) => {
        attempts[who]++;
        await tx.query(setSetting, [first, '1']);
        await tx.query(sql('select pg_sleep(0.2)'));
        await tx.query(setSetting, [second, '2']);
      });
    await test.app.db.transaction((tx) => tx.query(setSetting, ['x', '0']));
    await test.app.db.transaction((tx) => tx.query(setSetting, ['y', '0']));
    await Promise.all([change('x', 'y', 'a'), change('y', 'x', 'b')]);
    // PostgreSQL chose one of them as the victim, and it ran again; on a busy machine that may happen twice.
    expect(attempts.a + attempts.b).toBeGreaterThanOrEqual(3);
  });

  it('reports the refusal of a model, not the failure of a later statement that it caused', async () => {
    const { userId } = await test.person();
    const work = test.app.db.transaction((tx) =>
      Promise.all([
        tx.of(User).update({ telegramId: literal('1 / 0') }, { where: { id: userId } }),
        tx.query(getSetting, ['any']),
      ]),
    );
    await expect(work).rejects.toThrow('division by zero');
  });

  it('runs hooks after the commit, and not after a rollback', async () => {
    const seen: unknown[] = [];
    await test.app.db.transaction(async (tx) => {
      tx.onCommit(async () => seen.push(await read('hooked')));
      await tx.query(setSetting, ['hooked', '7']);
    });
    await expect.poll(() => seen).toEqual([7]);
    const failing = test.app.db.transaction(async (tx) => {
      tx.onCommit(() => seen.push('never'));
      await tx.query(divide, [0]);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(seen).toEqual([7]);
  });

  it('refuses statements after its end, through models too', async () => {
    let leaked: Tx | undefined;
    await test.app.db.transaction(async (tx) => {
      leaked = tx;
    });
    await expect(leaked?.query(divide, [1])).rejects.toThrow(TransactionEndedError);
    await expect(Promise.resolve().then(() => leaked?.of(User).count())).rejects.toThrow(
      TransactionEndedError,
    );
  });

  it('includes writes through models', async () => {
    const { userId } = await test.person();
    const failing = test.app.db.transaction(async (tx) => {
      await tx.of(User).update({ firstName: 'Changed' }, { where: { id: userId } });
      await tx.query(divide, [0]);
    });
    await expect(failing).rejects.toThrow();
    expect((await test.app.db.of(User).findByPk(userId))?.firstName).toBe('Alice');
  });

  it('takes no second connection inside', async () => {
    const nested = test.app.db.transaction(() => test.app.db.query(divide, [1]));
    await expect(nested).rejects.toThrow(NestedUseError);
    const twice = test.app.db.transaction(() => test.app.db.transaction(async () => 1));
    await expect(twice).rejects.toThrow(NestedUseError);
  });

  it('recovers after the server has closed its connections', async () => {
    await test.app.db.query(divide, [1]);
    await test.app.db
      .query(
        sql(`select pg_terminate_backend(pid) from pg_stat_activity
             where application_name = 'ai-coins' and datname = current_database()`),
      )
      .catch(() => undefined);
    await expect
      .poll(() =>
        test.app.db.query(divide, [1]).then(
          () => 'well',
          () => 'ill',
        ),
      )
      .toBe('well');
  });
});

describe('a transaction that waits for a lock which is never released', () => {
  const lockSettings = sql('lock table settings in access exclusive mode');
  const sleepLong = sql('select pg_sleep(60)');

  /** Holds the lock on the table until `meanwhile` has ended. */
  const whileLocked = (work: () => Promise<void>) =>
    test.app.db.transaction(
      async (tx) => {
        await tx.query(lockSettings);
        await work();
      },
      { maxMs: 60_000 },
    );

  it('is not retried when its time is over, and tells people to try again', async () => {
    // Its attempts alone would take six times the lock timeout.
    const db = new Database({
      url: test.databaseUrl,
      poolSize: 1,
      lockTimeoutMs: 600,
      maxTransactionMs: 1000,
    });
    let attempts = 0;
    await whileLocked(async () => {
      const failure = await db
        .transaction(async (tx) => {
          attempts++;
          await tx.query(setSetting, ['locked', '1']);
        })
        .catch((error: unknown) => error);
      expect(toDomainError(failure).code).toBe('OVERLOADED');
    });
    expect(attempts).toBeLessThanOrEqual(2);
    await db.close();
    expect(await read('locked')).toBeUndefined();
  });

  it('is rolled back when its time is over during a statement, and its connection is not reused', async () => {
    const db = new Database({ url: test.databaseUrl, poolSize: 1, maxTransactionMs: 500 });
    const failure = await db
      .transaction(async (tx) => {
        await tx.query(setSetting, ['slept', '1']);
        await tx.query(sleepLong);
      })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransactionTimeoutError);
    expect(toDomainError(failure).code).toBe('OVERLOADED');
    await db.transaction((tx) => tx.query(setSetting, ['afterwards', '1']), { maxMs: 30_000 });
    expect(await read('afterwards')).toBe(1);
    expect(await read('slept')).toBeUndefined();
    await db.close();
  });
});

describe('a pool that has been idle', () => {
  const session = sql<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.05)');
  const open = sql<{ count: number }>(`
    select count(*)::int as count from pg_stat_activity where pid = any ($1::int[])`);
  const reaping = { timeout: 10_000 };

  /** Uses as many sessions at once, and says which. */
  const sessions = async (db: Database, count: number) => {
    const rows = await Promise.all(Array.from({ length: count }, () => db.query(session)));
    return rows.flat().map(({ pid }) => pid);
  };

  it('keeps so many connections open, which serve the next burst', async () => {
    const db = new Database({ url: test.databaseUrl, poolSize: 4, keptOpen: 2, closeIdleMs: 50 });
    await db.openKept();
    expect(db.connections).toEqual({ used: 0, free: 2, waiting: 0 });
    const first = await sessions(db, 2);
    // The pool looks for idle ones once a second.
    await sleep(2500);
    expect(new Set(await sessions(db, 2))).toEqual(new Set(first));
    await sessions(db, 4);
    await sleep(2500);
    expect(db.connections.free).toBe(2);
    await db.close();
    await expect.poll(() => test.app.db.query(open, [first]), reaping).toEqual([{ count: 0 }]);
  });

  it('opens others in place of those that the server has ended', async () => {
    const db = new Database({ url: test.databaseUrl, poolSize: 2, keptOpen: 2, closeIdleMs: 50 });
    const end = sql('select pg_terminate_backend(pid) from unnest($1::int[]) pid');
    const ended = await sessions(db, 2);
    await test.app.db.query(end, [ended]);
    const isReplaced = async () => new Set(await sessions(db, 2)).isDisjointFrom(new Set(ended));
    await expect.poll(isReplaced, reaping).toBe(true);
    await sleep(2500);
    expect(db.connections.free).toBe(2);
    await db.close();
  });

  it('closes all when none is to be kept', async () => {
    const db = new Database({ url: test.databaseUrl, poolSize: 4, closeIdleMs: 50 });
    await sessions(db, 4);
    await expect.poll(() => db.connections.free, reaping).toBe(0);
    await db.close();
  });
});
