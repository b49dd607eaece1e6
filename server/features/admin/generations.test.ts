import { randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { disturb, pictureOrder, workOn } from '../generation/testing/orders.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

let admin: Awaited<ReturnType<typeof test.admin>>;
beforeAll(async () => {
  admin = await test.admin();
});

/** A generation that a worker took and never came back from. */
async function stuck() {
  const person = await test.person();
  const { userId } = person;
  const { id: generationId } = await person.call.generation.create(pictureOrder());
  await disturb(
    test.app,
    `update generations set status = 'running', lease_token = gen_random_uuid(), started_at = now(),
       lease_until = now() - interval '2 minutes', attempts = 1
     where user_id = $1 and id = $2`,
    [userId, generationId],
  );
  const input = () => ({ requestId: randomUUID(), userId, generationId, reason: 'hangs' });
  const free = async () => (await person.call.me.get()).balance.freeOperations;
  const card = async () => admin.call.admin.user({ userId });
  const auditLog = async () =>
    (await admin.call.admin.actions({ target: `user:${userId}` })).items.map((entry) => [
      entry.action,
      entry.before,
      entry.after,
      entry.reason,
    ]);
  return { ...person, generationId, input, free, card, auditLog };
}

describe('the generations of a person', () => {
  it('are on the card, with what is stuck and why others failed', async () => {
    const { card, generationId } = await stuck();
    expect((await card()).generations).toMatchObject([
      { id: generationId, status: 'running', stuck: true, attempts: 1, failure: null },
    ]);
  });
});

describe('failGeneration', () => {
  it('ends it and gives back what it took, once, however often it is asked', async () => {
    const { call, generationId, input, free, card, auditLog } = await stuck();
    const before = await free();
    const request = input();
    const { failGeneration } = admin.call.admin;
    const answers = await Promise.all([failGeneration(request), failGeneration(request)]);
    expect(answers.map(({ status }) => status)).toEqual(['failed', 'failed']);
    await expect(failGeneration(input())).rejects.toMatchObject({ message: 'CONFLICT' });
    expect(await free()).toBe(before + 1);
    expect(await call.generation.get({ id: generationId })).toMatchObject({
      status: 'failed',
      refunded: true,
    });
    expect((await card()).generations[0]).toMatchObject({
      stuck: false,
      failure: 'deadline_exceeded',
      failureDetail: 'ended by an admin: hangs',
    });
    expect(await auditLog()).toEqual([
      [
        'generation.fail',
        { status: 'running', generationId },
        { status: 'failed', generationId },
        'hangs',
      ],
    ]);
  });

  it('knows only what belongs to the person', async () => {
    const { input } = await stuck();
    const { failGeneration, retryGeneration } = admin.call.admin;
    for (const act of [failGeneration, retryGeneration]) {
      await expect(act({ ...input(), generationId: newId() })).rejects.toMatchObject({
        message: 'NOT_FOUND',
      });
    }
  });
});

describe('retryGeneration', () => {
  it('lets another worker go on, without another charge', async () => {
    const { call, userId, generationId, input, free, auditLog } = await stuck();
    const before = await free();
    const request = input();
    const { retryGeneration } = admin.call.admin;
    await Promise.all([retryGeneration(request), retryGeneration(request)]);
    await workOn(test.app, userId, generationId);
    expect(await call.generation.get({ id: generationId })).toMatchObject({
      status: 'succeeded',
      refunded: false,
    });
    expect(await free()).toBe(before);
    await expect(retryGeneration(input())).rejects.toMatchObject({ message: 'CONFLICT' });
    expect(await auditLog()).toHaveLength(1);
  });

  it('leaves alone what a worker is asking a provider for: the work is made and paid once', async () => {
    const { call, userId } = await test.person();
    const { id: generationId } = await call.generation.create(pictureOrder());
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    provider.onSubmit = async () => {
      asked.resolve();
      await answer.promise;
    };
    const working = workOn(test.app, userId, generationId);
    await asked.promise;
    const request = { requestId: randomUUID(), userId, generationId, reason: 'slow' };
    await expect(admin.call.admin.retryGeneration(request)).rejects.toMatchObject({
      message: 'CONFLICT',
    });
    provider.onSubmit = null;
    answer.resolve();
    await working;
    expect(await call.generation.get({ id: generationId })).toMatchObject({ status: 'succeeded' });
    expect(provider.submits.filter((id) => id === generationId)).toHaveLength(1);
  });
});
