import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { auditJob } from './check.ts';

const test = testApp({ env: { LOG_LEVEL: 'silent' } });
const run = () => auditJob.run(test.app, {}, { signal: new AbortController().signal, attempt: 1 });
const setBalance = sql(
  `update wallets set balance = balance + $2 where user_id = $1 and asset = 'coins'`,
);

describe('the nightly audit', () => {
  it('opens an alert per violation, closes it when mended, and reopens it', async () => {
    const { admin } = (await test.admin()).call;
    const { userId } = await test.person();
    const change = (by: number) =>
      test.app.db.transaction((tx) => tx.query(setBalance, [userId, by]));
    const open = async () => (await admin.alerts({})).items;

    expect((await admin.overview({})).auditedAt).toBeNull();
    await run();
    expect(await open()).toEqual([]);
    expect((await admin.overview({})).auditedAt).not.toBeNull();

    await change(7);
    await run();
    expect(await open()).toMatchObject([
      { kind: 'violation', key: `wallet_equals_entries: user ${userId} coins` },
    ]);
    expect(await admin.overview({})).toMatchObject({ violations: 1 });

    await change(-7);
    await run();
    expect(await open()).toEqual([]);
    expect(await admin.overview({})).toMatchObject({ violations: 0 });

    await change(7);
    await run();
    expect(await open()).toHaveLength(1);
    await change(-7);
    await run();
    expect((await admin.alerts({ filter: 'all' })).items).toHaveLength(1);
  });
});
