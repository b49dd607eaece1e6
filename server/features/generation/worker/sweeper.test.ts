import { describe, expect, it } from 'vitest';
import { samplePicture } from '../testing/fakeProvider.ts';
import { updateRows } from '../testing/orders.ts';
import { workerWorld } from '../testing/workerWorld.ts';
import { sweep } from './sweeper.ts';

const { test, first, order } = workerWorld();

describe('the deadline', () => {
  it('fails queued and running generations with a refund, whichever worker holds them', async () => {
    const [waiting, running] = [await order(), await order()];
    await updateRows(
      test.app,
      `update generations set status = 'running', lease_token = gen_random_uuid(),
         lease_until = now() + interval '1 hour' where id = $1`,
      [running.id],
    );
    await updateRows(
      test.app,
      `update generations set deadline_at = now() where id = any($1::uuid[])`,
      [[waiting.id, running.id]],
    );
    await Promise.all([sweep(test.app), sweep(test.app)]);
    for (const made of [waiting, running]) {
      expect(await made.get()).toMatchObject({ status: 'failed', failure: 'deadline_exceeded' });
      expect(await made.refunds()).toHaveLength(1);
    }
  });

  it('wins over a result that arrives after it', async () => {
    const made = await order();
    first.state = async () => {
      await updateRows(test.app, `update generations set deadline_at = now() where id = $1`, [
        made.id,
      ]);
      await sweep(test.app);
      return { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] };
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'deadline_exceeded' });
    expect((await made.get()).media).toEqual([]);
    expect(await made.refunds()).toHaveLength(1);
  });
});
