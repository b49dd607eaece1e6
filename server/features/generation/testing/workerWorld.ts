/** The environment of the worker's tests: three scripted providers, and orders for them. */
import { beforeEach } from 'vitest';
import { sql } from '../../../db/statement.ts';
import { testApp } from '../../../testing/testApp.ts';
import { createFakeProvider, samplePicture } from './fakeProvider.ts';
import { pictureOrder, workOn } from './orders.ts';

const readRefunds = sql<{ asset: string; amount: number }>(`
  select asset, amount from ledger_entries
  where user_id = $1 and kind = 'generation_refund' and reference = $2`);
const readRow = sql<{
  status: string;
  provider: string | null;
  provider_request_id: string | null;
  submit_started_at: Date | null;
  lease_token: string | null;
  failure_detail: string | null;
}>(`
  select status, provider, provider_request_id, submit_started_at, lease_token, failure_detail
  from generations where user_id = $1 and id = $2`);

/** For the top of a test file. Every test begins with providers that succeed at once. */
export function workerWorld() {
  const first = createFakeProvider({ name: 'google' });
  const second = createFakeProvider({ name: 'fal' });
  const artist = createFakeProvider({ name: 'local', idempotentSubmit: true });
  const providers = { google: first, fal: second, local: artist };
  const test = testApp({ overrides: { providers }, env: { WORKER_LEASE_S: '1' } });

  beforeEach(() => {
    for (const provider of [first, second, artist]) {
      provider.submits.length = 0;
      provider.polls.length = 0;
      provider.onSubmit = null;
      provider.cancels = false;
      provider.state = async () => ({
        state: 'succeeded',
        files: [{ bytes: await samplePicture(), mime: 'image/png' }],
      });
    }
  });

  /** An order of a new person that nobody works on yet. */
  async function order() {
    const { call, userId } = await test.person();
    const { id } = await call.generation.create(pictureOrder());
    return {
      call,
      userId,
      id,
      work: () => workOn(test.app, userId, id),
      get: () => call.generation.get({ id }),
      row: async () => (await test.app.db.query(readRow, [userId, id]))[0],
      refunds: () => test.app.db.query(readRefunds, [userId, id]),
      freeOperations: async () => (await call.me.get()).balance.freeOperations,
    };
  }

  return { test, first, second, artist, order };
}
