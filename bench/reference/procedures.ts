/** Authentication, the usual way: init data validated by the usual library, the person read, on every request. */
import { parse, validate } from '@telegram-apps/init-data-node';
import { initTRPC, TRPCError } from '@trpc/server';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { BENCH_BOT_TOKEN } from '../seed.ts';
import { defineReference } from './models.ts';

export const models = defineReference(process.env.DATABASE_URL ?? '');

const t = initTRPC.context<{ authorization: string | undefined }>().create();

export const { router } = t;

/** The person and their balances, read in one go. */
export const userProcedure = t.procedure.use(async ({ ctx, next }) => {
  const raw = ctx.authorization?.replace(/^tma /, '') ?? '';
  try {
    validate(raw, BENCH_BOT_TOKEN, { expiresIn: 86_400 });
  } catch {
    throw new TRPCError({ code: 'UNAUTHORIZED' });
  }
  const user = await models.User.findOne({
    where: { telegramId: parse(raw).user?.id },
    include: [{ model: models.Wallet, as: 'wallets' }],
  });
  if (!user || user.get('blockedAt')) {
    throw new TRPCError({ code: 'UNAUTHORIZED' });
  }
  return next({ ctx: { user, userId: Number(user.get('id')) } });
});

/** Whatever writes is counted for each person and minute, across processes, by the usual library. */
const limiter = await new Promise<RateLimiterPostgres>((resolve, reject) => {
  const made = new RateLimiterPostgres(
    { storeClient: models.sequelize, tableName: 'usual_limits', points: 1_000_000, duration: 60 },
    (error) => (error ? reject(error) : resolve(made)),
  );
});

/** As `userProcedure`, for what ours counts in the database before it begins. */
export const countedProcedure = userProcedure.use(async ({ ctx, path, next }) => {
  await limiter.consume(`${ctx.userId}:${path}`).catch(() => {
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
  });
  return next();
});

/** The day of plans and allowances, in UTC. */
export const today = () => new Date().toISOString().slice(0, 10);
