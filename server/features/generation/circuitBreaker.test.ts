import { describe, expect, it, vi } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider, failing } from './testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from './testing/orders.ts';

const first = createFakeProvider({ name: 'google' });
const second = createFakeProvider({ name: 'fal' });
const test = testApp({ overrides: { providers: { google: first, fal: second } } });

const readAlerts = sql<{ key: string; open: boolean }>(
  `select key, resolved_at is null as open from alerts where kind = 'provider_down' order by key`,
);
const readRow = sql<{
  status: string;
  provider: string;
  lease_token: string;
  submit_started_at: Date;
}>('select status, provider, lease_token, submit_started_at from generations where id = $1');

async function order() {
  const { call, userId } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  return {
    call,
    id,
    work: () => workOn(test.app, userId, id),
    get: () => call.generation.get({ id }),
    row: async () => (await test.app.db.query(readRow, [id]))[0],
  };
}

async function isOffered(call: Awaited<ReturnType<typeof order>>['call']): Promise<boolean> {
  const { operations } = await call.generation.catalog();
  return operations.find(({ code }) => code === 'create')?.available ?? false;
}

describe('a provider that is down', () => {
  it('is tried again later when it is only busy', async () => {
    const made = await order();
    const busy = failing('provider_unavailable', { retryable: true, retryAfterMs: 10 });
    [first.onSubmit, second.onSubmit] = [busy, busy];
    await made.work();
    expect(await made.row()).toMatchObject({
      status: 'running',
      lease_token: null,
      submit_started_at: null,
    });
    const other = await order();
    await other.work();
    const cancelled = await other.call.generation.cancel({ id: other.id });
    expect(cancelled).toMatchObject({ status: 'cancelled', refunded: true });
    [first.onSubmit, second.onSubmit] = [null, null];
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(await test.app.db.query(readAlerts)).toEqual([]);
  });

  it('is skipped for the next provider, and not called while it has no money', async () => {
    first.onSubmit = failing('provider_out_of_money');
    const made = await order();
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(await made.row()).toMatchObject({ provider: 'fal' });
    expect(await test.app.db.query(readAlerts)).toEqual([{ key: 'google', open: true }]);
    let asked = 0;
    first.onSubmit = () => {
      asked++;
    };
    await (await order()).work();
    expect(asked).toBe(0);
  });

  it('closes operations that no other provider offers, until it works again', async () => {
    second.onSubmit = failing('provider_out_of_money');
    const failed = await order();
    await failed.work();
    expect(await failed.get()).toMatchObject({ failure: 'provider_out_of_money', refunded: true });
    expect(await isOffered(failed.call)).toBe(false);
    await expect(failed.call.generation.create(pictureOrder())).rejects.toMatchObject({
      message: 'OPERATION_UNAVAILABLE',
    });
    [first.onSubmit, second.onSubmit] = [null, null];
    await updateRows(
      test.app,
      `update alerts set detail = detail || jsonb_build_object('until', now() - interval '1 s')`,
    );
    const made = await vi.waitFor(order, { timeout: 5000, interval: 100 });
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(await test.app.db.query(readAlerts)).toEqual([
      { key: 'fal', open: true },
      { key: 'google', open: false },
    ]);
  });

  it('is reported as down after three consecutive failures', async () => {
    await updateRows(test.app, 'delete from alerts');
    const dead = failing('provider_unavailable');
    [first.onSubmit, second.onSubmit] = [dead, dead];
    const made = await Promise.all([order(), order(), order()]);
    for (const one of made) {
      await one.work();
      expect(await one.get()).toMatchObject({ status: 'failed', failure: 'provider_unavailable' });
    }
    expect(await test.app.db.query(readAlerts)).toEqual([
      { key: 'fal', open: true },
      { key: 'google', open: true },
    ]);
  });
});
