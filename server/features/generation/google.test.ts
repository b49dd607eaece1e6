import { afterAll, describe, expect, it } from 'vitest';
import { startGoogleSimulator } from '../../../simulators/google/index.ts';
import { troubles } from '../../../simulators/simulatorServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { pictureOrder, workOn } from './testing/orders.ts';

const KEY = 'gemini-key';
const google = await startGoogleSimulator({ key: KEY, runMs: 100 });
const test = testApp({ env: { GEMINI_API_KEY: KEY, GEMINI_API_ROOT: google.url } });
afterAll(() => google.close());

async function make(changes: Parameters<typeof pictureOrder>[0]) {
  const { call, userId } = await test.person();
  const { id } = await call.generation.create(pictureOrder(changes));
  await workOn(test.app, userId, id);
  return { call, ...(await call.generation.get({ id })) };
}

describe('with Google', () => {
  it('makes pictures and videos', async () => {
    expect(await make({})).toMatchObject({ status: 'succeeded', media: [{ kind: 'image' }] });
    const video = await make({ operation: 'video', model: 'veo-3-1-fast' });
    expect(video).toMatchObject({
      status: 'succeeded',
      media: [{ kind: 'video', mime: 'video/mp4' }],
    });
  });

  it('refunds what Google refuses', async () => {
    const { call, ...refused } = await make({ prompt: 'a cat sim:refused' });
    expect(refused).toMatchObject({ status: 'failed', failure: 'content_refused', refunded: true });
    expect((await call.me.get()).balance.freeOperations).toBe(4);
  });

  it('asks once when the answer is lost', async () => {
    google.faults.add('generateContent', troubles.statusAfterWork(500));
    const lost = await make({});
    expect(lost).toMatchObject({ status: 'failed', failure: 'outcome_unknown', refunded: true });
    expect(google.submitsOf(lost.id)).toBe(1);
  });

  it('goes on with the local artist when Google has no money left', async () => {
    google.outOfMoney = true;
    expect(await make({})).toMatchObject({ status: 'succeeded' });
    google.outOfMoney = false;
  });
});
