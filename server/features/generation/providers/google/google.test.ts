import { afterAll, describe, expect, it } from 'vitest';
import { startGoogleSimulator } from '../../../../../simulators/google/index.ts';
import { commonFaults } from '../../../../../simulators/simulatorServer.ts';
import { testApp } from '../../../../testing/testApp.ts';
import { pictureOrder, workOn } from '../../testing/orders.ts';

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

  it('refunds a video that was filtered, with the reason', async () => {
    const video = { operation: 'video', model: 'veo-3-1-fast' } as const;
    const { call: _, ...refused } = await make({ ...video, prompt: 'a cat sim:refused_flat' });
    expect(refused).toMatchObject({ status: 'failed', failure: 'content_refused', refunded: true });
  });

  it('refunds what Google refuses', async () => {
    const { call, ...refused } = await make({ prompt: 'a cat sim:refused' });
    expect(refused).toMatchObject({ status: 'failed', failure: 'content_refused', refunded: true });
    expect((await call.me.get()).balance.freeOperations).toBe(4);
  });

  it('submits once when the answer is lost', async () => {
    google.faults.add('generateContent', commonFaults.statusAfterWork(500));
    const lost = await make({});
    expect(lost).toMatchObject({ status: 'failed', failure: 'outcome_unknown', refunded: true });
    expect(google.submitsOf(lost.id)).toBe(1);
  });

  it('refunds when it has no money left, and the next quote names the built-in artist', async () => {
    google.outOfMoney = true;
    const { call, ...failed } = await make({});
    expect(failed).toMatchObject({ failure: 'provider_out_of_money', refunded: true });
    const madeBy = { model: 'nano-banana', standIn: true };
    const quote = await call.generation.quote({ operation: 'create', model: 'nano-banana' });
    expect(quote).toMatchObject({ madeBy });
    expect(await make({ madeBy })).toMatchObject({ status: 'succeeded', madeBy });
    google.outOfMoney = false;
  });
});
