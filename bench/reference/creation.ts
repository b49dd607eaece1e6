/**
 * Accepting an order, the usual way, with all that ours does: idempotency, limits, the plan's allowance,
 * free operations, the ledger, the generation and its job, in one managed transaction.
 */
import { TRPCError } from '@trpc/server';
import { PgBoss } from 'pg-boss';
import { Op, type Transaction } from 'sequelize';
import { v4 as uuid } from 'uuid';
import { z } from 'zod';
import { MAX_PER_MINUTE, MAX_RUNNING } from '../../server/features/generation/limits.ts';
import { take } from './charge.ts';
import { models, router, today, userProcedure } from './procedures.ts';

const { sequelize, AiModel, Generation, Plan, Usage, Wallet } = models;

/** Queues with the library's two ways to start work: workers poll, or are notified. */
const queues = { polled: 'usual-polled', woken: 'usual-woken' } as const;

const boss = new PgBoss({
  connectionString: process.env.DATABASE_URL ?? '',
  useListenNotify: true,
});
// Any error ends the benchmark.
boss.on('error', (error) => {
  throw error;
});
await boss.start();
await boss.createQueue(queues.polled);
await boss.createQueue(queues.woken, { notify: true });

export const stopQueue = () => boss.stop({ graceful: false });

async function assertWithinLimits(transaction: Transaction, userId: number): Promise<void> {
  const running = await Generation.count({
    where: { userId, status: { [Op.in]: ['queued', 'running'] } },
    transaction,
  });
  const recent = await Generation.count({
    where: { userId, createdAt: { [Op.gt]: new Date(Date.now() - 60_000) } },
    transaction,
  });
  if (running >= MAX_RUNNING || recent >= MAX_PER_MINUTE) {
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
  }
}

/** Takes one from today's allowance of the person's plan, if there is one with something left. */
async function takeFromPlan(transaction: Transaction, userId: number): Promise<boolean> {
  const now = new Date();
  const plan = await Plan.findOne({
    where: {
      userId,
      kind: { [Op.ne]: 'CREDITS' },
      startsAt: { [Op.lte]: now },
      endsAt: { [Op.gt]: now },
    },
    transaction,
  });
  const daily = plan?.get('dailyOperations');
  if (!plan) {
    return false;
  }
  const [usage] = await Usage.findOrCreate({
    where: { userId, day: today() },
    defaults: { userId, day: today(), used: 0 },
    transaction,
  });
  if (typeof daily === 'number' && Number(usage.get('used')) >= daily) {
    return false;
  }
  await usage.increment('used', { transaction });
  return true;
}

/** Charges the first payer that can pay. @returns the payer. */
async function pay(transaction: Transaction, userId: number, id: string, price: number) {
  if (await takeFromPlan(transaction, userId)) {
    return 'plan';
  }
  const wallets = await Wallet.findAll({ where: { userId }, transaction });
  const has = (asset: string) =>
    Number(wallets.find((wallet) => wallet.get('asset') === asset)?.get('balance') ?? 0) > 0;
  const asset = ['free_operations', 'credits'].find(has) ?? 'coins';
  await take(transaction, {
    userId,
    asset,
    account: 'spend',
    kind: 'generation_charge',
    reference: id,
    amount: asset === 'coins' ? price : 1,
  });
  return asset;
}

const input = z.object({
  requestId: z.uuid(),
  operation: z.string(),
  model: z.string(),
  prompt: z.string(),
  aspectRatio: z.string(),
});

async function place(
  transaction: Transaction,
  userId: number,
  order: z.infer<typeof input>,
  queue: string,
) {
  // Parallel orders of one person wait here.
  await Wallet.findAll({ where: { userId }, lock: true, transaction });
  const { requestId } = order;
  const earlier = await Generation.findOne({ where: { userId, requestId }, transaction });
  if (earlier) {
    return earlier;
  }
  const model = await AiModel.findByPk(order.model, { transaction });
  if (model?.get('status') !== 'active') {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'no such model' });
  }
  await assertWithinLimits(transaction, userId);
  const id = uuid();
  const price = Number(model.get('price') ?? 150);
  const paidWith = await pay(transaction, userId, id, price);
  const generation = await Generation.create(
    {
      ...order,
      userId,
      id,
      requestHash: Buffer.alloc(32),
      botName: 'main',
      seed: 1,
      price,
      paidWith,
      status: 'queued',
      deadlineAt: new Date(Date.now() + 900_000),
    },
    { transaction },
  );
  const db = {
    async executeSql(text: string, bind: unknown[] = []) {
      const [rows] = await sequelize.query(text, { bind, transaction });
      return { rows };
    },
  };
  await boss.send(queue, { userId, generationId: id }, { db, group: { id: String(userId) } });
  return generation;
}

const create = (queue: string) =>
  userProcedure.input(input).mutation(async ({ ctx: { userId }, input: order }) => {
    const generation = await sequelize.transaction((transaction) =>
      place(transaction, userId, order, queue),
    );
    const { requestHash: _, ...answer } = generation.toJSON();
    return answer;
  });

export const generationRouter = router({
  create: create(queues.woken),
  /** The library's default: workers find the job when they poll. */
  createUnannounced: create(queues.polled),
});
