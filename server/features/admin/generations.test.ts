import { randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from '../generation/testing/orders.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

let admin: Awaited<ReturnType<typeof test.admin>>;
beforeAll(async () => {
  admin = await test.admin();
});

/** A generation whose worker was lost. */
async function stuck() {
  const person = await test.person();
  const { userId } = person;
  const { id: generationId } = await person.call.generation.create(pictureOrder());
  await updateRows(
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
  it('are on the card, with those that are stuck and the reasons of failures', async () => {
    const { card, generationId } = await stuck();
    expect((await card()).generations).toMatchObject([
      { id: generationId, status: 'running', stuck: true, attempts: 1, failure: null },
    ]);
  });
});

describe('failGeneration', () => {
  it('ends it and refunds it once, however often it is called', async () => {
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
      failure: 'ended_by_team',
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

  it('finds only what belongs to the person', async () => {
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
  it('lets another worker continue, without another charge', async () => {
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

  it('refuses while a worker is asking a provider for it: the work is made and paid once', async () => {
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

describe('the list of generations', () => {
  it('is narrowed by status, model, provider, failure, time and person, newest first, page by page', async () => {
    const { userId, call } = await test.person({ first_name: 'Nina', username: 'nina_k' });
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      ids.unshift((await call.generation.create(pictureOrder())).id);
    }
    const [last = '', middle = '', first = ''] = ids;
    await workOn(test.app, userId, first);
    const request = { requestId: randomUUID(), userId, generationId: middle, reason: 'no' };
    await admin.call.admin.failGeneration(request);
    const { generations } = admin.call.admin;
    const found = async (input: Parameters<typeof generations>[0]) =>
      (await generations({ query: String(userId), ...input })).items.map(({ id }) => id);
    expect(await found({})).toEqual(ids);
    expect(await found({ query: '@Nina_K' })).toEqual(ids);
    expect(await found({ query: last })).toEqual([last]);
    expect(await found({ query: 'nobody_of_this_name' })).toEqual([]);
    expect(await found({ filter: 'failed', failure: 'ended_by_team' })).toEqual([middle]);
    expect(await found({ filter: 'failed', failure: 'provider_error' })).toEqual([]);
    expect(await found({ filter: 'succeeded', provider: 'fal', operation: 'create' })).toEqual([
      first,
    ]);
    expect(await found({ model: 'nano-banana' })).toEqual(ids);
    expect(await found({ model: 'imagen-3' })).toEqual([]);
    const later = new Date(test.app.now().getTime() + 3_600_000).toISOString();
    expect(await found({ from: later })).toEqual([]);
    expect(await found({ to: later })).toEqual(ids);
    const page = await generations({ query: String(userId), limit: 2 });
    expect(page.items.map(({ userName }) => userName)).toEqual(['Nina', 'Nina']);
    expect(await found({ limit: 2, cursor: page.nextCursor ?? '' })).toEqual([first]);
  });

  it('includes what is stuck', async () => {
    const { userId, generationId } = await stuck();
    const { items } = await admin.call.admin.generations({ filter: 'stuck' });
    expect(items).toContainEqual(
      expect.objectContaining({ id: generationId, userId, stuck: true }),
    );
  });
});

/** A finished work of a new person, paid with a free operation. */
async function finished() {
  const person = await test.person();
  const { id: generationId } = await person.call.generation.create(pictureOrder());
  await workOn(test.app, person.userId, generationId);
  return { ...person, generationId };
}

describe('one generation', () => {
  it('is shown step by step, without the person’s prompt', async () => {
    const { userId, generationId } = await finished();
    const shown = await admin.call.admin.generation({ userId, generationId });
    expect(shown).toMatchObject({
      status: 'succeeded',
      aspectRatio: '1:1',
      promptLength: 20,
      inputs: [],
      files: 1,
      provider: 'fal',
      providerRequestId: `fake-${generationId}`,
      refund: 'possible',
    });
    expect(Date.parse(shown.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(shown.createdAt));
    expect(JSON.stringify(shown)).not.toContain('lighthouse');
  });

  it('is found only under its own person', async () => {
    const { generationId } = await finished();
    const call = admin.call.admin.generation({ userId: admin.userId, generationId });
    await expect(call).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});

describe('refundGeneration', () => {
  it('refunds a finished work once, whoever calls it how often, and keeps the work', async () => {
    const { userId, generationId, call } = await finished();
    const { refundGeneration } = admin.call.admin;
    const input = () => ({ requestId: randomUUID(), userId, generationId, reason: 'six fingers' });
    const request = input();
    const before = (await call.me.get()).balance.freeOperations;
    const answers = await Promise.all([refundGeneration(request), refundGeneration(request)]);
    expect(answers[0]).toEqual({
      asset: 'free_operations',
      amount: 1,
      balance: before + 1,
    });
    expect(answers[1]).toEqual(answers[0]);
    await expect(refundGeneration(input())).rejects.toMatchObject({ message: 'CONFLICT' });
    expect((await call.me.get()).balance.freeOperations).toBe(before + 1);
    expect(await call.generation.get({ id: generationId })).toMatchObject({ status: 'succeeded' });
    expect(await admin.call.admin.generation({ userId, generationId })).toMatchObject({
      refund: 'done',
    });
    const log = await admin.call.admin.actions({ target: `user:${userId}` });
    expect(log.items).toMatchObject([
      {
        action: 'generation.refund',
        reason: 'six fingers',
        before: { asset: 'free_operations', balance: before, generationId },
        after: { asset: 'free_operations', amount: 1, balance: before + 1, generationId },
      },
    ]);
    expect(await test.app.db.query(sql('select * from audit.violations()'))).toEqual([]);
  });

  it('is refused for what has not ended and for what was refunded already', async () => {
    const { userId, generationId } = await stuck();
    const input = () => ({ requestId: randomUUID(), userId, generationId, reason: 'no' });
    const refused = () =>
      expect(admin.call.admin.refundGeneration(input())).rejects.toMatchObject({
        message: 'CONFLICT',
      });
    await refused();
    await admin.call.admin.failGeneration(input());
    await refused();
  });
});

describe('the health of the queue', () => {
  it('counts what waits, what failed and why, and the throughput of the last hour', async () => {
    const before = await admin.call.admin.generationHealth();
    const { userId, generationId } = await stuck();
    await finished();
    const waiting = await admin.call.admin.generationHealth();
    expect(waiting.running).toBe(before.running + 1);
    expect(waiting.succeeded).toBe(before.succeeded + 1);
    expect(waiting.medianSeconds).toBeGreaterThanOrEqual(0);
    expect(waiting.p95Seconds).toBeGreaterThanOrEqual(waiting.medianSeconds ?? 0);
    const request = { requestId: randomUUID(), userId, generationId, reason: 'hangs' };
    await admin.call.admin.failGeneration(request);
    const after = await admin.call.admin.generationHealth();
    expect(after.failed).toBe(waiting.failed + 1);
    const fal = after.providers.find(({ provider }) => provider === 'fal');
    expect(fal).toMatchObject({ succeeded: after.succeeded });
    expect(after.failures).toContainEqual({
      failure: 'ended_by_team',
      failed: after.failed,
    });
  });
});
