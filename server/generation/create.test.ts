import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/testApp.ts';
import { untilEnded } from './testing/untilEnded.ts';

const test = testApp({ worker: true, env: { WORKER_CONCURRENCY: '2' } });

const lighthouse = {
  operation: 'create',
  model: 'nano-banana',
  prompt: 'a lighthouse at dusk',
  aspectRatio: '3:4',
} as const;

describe('with the local artist', () => {
  it('makes a picture that stands in the gallery', async () => {
    const { call, userId } = await test.person();
    const created = await call.generation.create({ requestId: randomUUID(), ...lighthouse });
    expect(created).toMatchObject({ status: 'queued', paidWith: 'free_operations', price: 150 });
    const ended = await untilEnded(call, created.id);
    expect(ended).toMatchObject({ status: 'succeeded', failure: null, refunded: false });
    const { items, counts } = await call.gallery.list({});
    expect(items).toEqual(ended.media);
    expect(counts).toEqual({ images: 1, videos: 0, favourites: 0, trash: 0 });
    expect((await call.me.get()).balance.freeOperations).toBe(3);
    expect(userId).toBeGreaterThan(0);
  });
});
