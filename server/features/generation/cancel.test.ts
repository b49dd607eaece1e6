import { describe, expect, it } from 'vitest';
import { samplePicture } from './testing/fakeProvider.ts';
import { workerWorld } from './testing/workerWorld.ts';

const { test, first, order } = workerWorld();

describe('cancelling', () => {
  it('refunds once what has not begun', async () => {
    const made = await order();
    const cancelled = await made.call.generation.cancel({ id: made.id });
    expect(cancelled).toMatchObject({ status: 'cancelled', refunded: true });
    expect(await made.call.generation.cancel({ id: made.id })).toMatchObject({
      status: 'cancelled',
    });
    await made.work();
    expect(first.submits).toEqual([]);
    expect(await made.refunds()).toHaveLength(1);
    expect(await made.freeOperations()).toBe(4);
  });

  it('is refused for what a provider has begun or what has ended', async () => {
    const made = await order();
    first.state = async () => {
      await expect(made.call.generation.cancel({ id: made.id })).rejects.toMatchObject({
        message: 'GENERATION_NOT_CANCELLABLE',
      });
      return { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] };
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    await expect(made.call.generation.cancel({ id: made.id })).rejects.toMatchObject({
      message: 'GENERATION_NOT_CANCELLABLE',
    });
  });

  it('succeeds when the provider confirms that it has not begun', async () => {
    const made = await order();
    first.cancels = true;
    first.state = async () => {
      await made.call.generation.cancel({ id: made.id }).catch(() => undefined);
      return { state: 'queued' };
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'cancelled', refunded: true });
    expect(await made.refunds()).toHaveLength(1);
  });
});

describe('other people', () => {
  it('get nothing by the id of a generation', async () => {
    const made = await order();
    const { call } = await test.person();
    const refusal = { message: 'NOT_FOUND' };
    await expect(call.generation.get({ id: made.id })).rejects.toMatchObject(refusal);
    await expect(call.generation.cancel({ id: made.id })).rejects.toMatchObject(refusal);
    expect((await call.generation.active()).items).toEqual([]);
    expect(await made.get()).toMatchObject({ status: 'queued' });
  });
});
