/**
 * The usual way to write the same two calls: tRPC on Express, init data validated by the usual library
 * on every request, Sequelize's models, a managed transaction that locks the balance's row. It writes
 * no job, keeps no idempotency and checks no limits, which is in its favour.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parse, validate } from '@telegram-apps/init-data-node';
import { initTRPC, TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express from 'express';
import helmet from 'helmet';
import { Op } from 'sequelize';
import { v4 as uuid } from 'uuid';
import { z } from 'zod';
import { serveParent } from '../child.ts';
import { BENCH_BOT_TOKEN } from '../seed.ts';
import { defineReference } from './models.ts';

const models = defineReference(process.env.DATABASE_URL ?? '');
const { sequelize, User, Wallet, Entry, Plan, Usage, Referral, Registration, Generation } = models;

const t = initTRPC.context<{ authorization: string | undefined }>().create();

const userProcedure = t.procedure.use(async ({ ctx, next }) => {
  const raw = ctx.authorization?.replace(/^tma /, '') ?? '';
  try {
    validate(raw, BENCH_BOT_TOKEN, { expiresIn: 86_400 });
  } catch {
    throw new TRPCError({ code: 'UNAUTHORIZED' });
  }
  const user = await User.findOne({
    where: { telegramId: parse(raw).user?.id },
    include: [{ model: Wallet, as: 'wallets' }],
  });
  if (!user || user.get('blockedAt')) {
    throw new TRPCError({ code: 'UNAUTHORIZED' });
  }
  return next({ ctx: { user, userId: Number(user.get('id')) } });
});

const today = () => new Date().toISOString().slice(0, 10);

const appRouter = t.router({
  me: t.router({
    /** Answers what our me.get answers. */
    get: userProcedure.query(async ({ ctx: { user, userId } }) => {
      const now = new Date();
      const [plan, usage, friends, webinars, channel] = await Promise.all([
        Plan.findOne({
          where: {
            userId,
            kind: { [Op.ne]: 'CREDITS' },
            startsAt: { [Op.lte]: now },
            endsAt: { [Op.gt]: now },
          },
          order: [['endsAt', 'DESC']],
        }),
        Usage.findOne({ where: { userId, day: today() } }),
        Referral.count({
          where: { referrerUserId: userId, countedAt: { [Op.ne]: null }, revokedAt: null },
        }),
        Registration.count({ where: { userId, state: 'registered' } }),
        Entry.count({
          where: { userId, asset: 'free_operations', kind: 'free_grant', reference: 'CHANNEL' },
        }),
      ]);
      return {
        ...user.toJSON(),
        plan: plan?.toJSON() ?? null,
        usedToday: usage?.get('used') ?? 0,
        friends,
        webinars,
        inChannel: channel > 0,
      };
    }),
    /** Answers the person and the balances only. */
    brief: userProcedure.query(({ ctx: { user } }) => user.toJSON()),
  }),
  generation: t.router({
    create: userProcedure
      .input(
        z.object({
          requestId: z.uuid(),
          operation: z.string(),
          model: z.string(),
          prompt: z.string(),
          aspectRatio: z.string(),
        }),
      )
      .mutation(async ({ ctx: { userId }, input }) => {
        const price = 150;
        const generation = await sequelize.transaction(async (transaction) => {
          const wallet = await Wallet.findOne({
            where: { userId, asset: 'coins' },
            lock: true,
            transaction,
          });
          const before = Number(wallet?.get('balance') ?? 0);
          if (!wallet || before < price) {
            throw new TRPCError({ code: 'BAD_REQUEST', message: 'not enough coins' });
          }
          const id = uuid();
          const walletVersion = Number(wallet.get('version')) + 1;
          await Entry.create(
            {
              userId,
              asset: 'coins',
              walletVersion,
              account: 'spend',
              amount: -price,
              balanceBefore: before,
              balanceAfter: before - price,
              kind: 'generation_charge',
              reference: id,
              botName: 'main',
              actor: `user:${userId}`,
              eventAt: new Date(),
            },
            { transaction },
          );
          await wallet.update({ balance: before - price, version: walletVersion }, { transaction });
          return await Generation.create(
            {
              ...input,
              userId,
              id,
              requestHash: Buffer.alloc(32),
              botName: 'main',
              seed: 1,
              price,
              paidWith: 'coins',
              status: 'queued',
              deadlineAt: new Date(Date.now() + 900_000),
            },
            { transaction },
          );
        });
        const { requestHash: _, ...answer } = generation.toJSON();
        return answer;
      }),
  }),
});

const web = express();
web.use(helmet());
web.use(
  '/trpc',
  createExpressMiddleware({
    router: appRouter,
    createContext: ({ req }) => ({ authorization: req.headers.authorization }),
  }),
);
const server = web.listen(0, '127.0.0.1');
await once(server, 'listening');
server.keepAliveTimeout = 65_000;
const { port } = server.address() as AddressInfo;

serveParent(
  { origin: `http://127.0.0.1:${port}` },
  async () => process.cpuUsage(),
  async () => {
    server.closeAllConnections();
    server.close();
    await sequelize.close();
  },
);
