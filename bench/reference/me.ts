/** Reading the own profile, the usual way. */
import { Op } from 'sequelize';
import { models, router, today, userProcedure } from './procedures.ts';

const { Plan, Usage, Referral, Registration } = models;

export const meRouter = router({
  /** Answers what our me.get answers. */
  get: userProcedure.query(async ({ ctx: { user, userId } }) => {
    const now = new Date();
    const [plan, usage, friends, webinars] = await Promise.all([
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
    ]);
    return {
      ...user.toJSON(),
      plan: plan?.toJSON() ?? null,
      usedToday: usage?.get('used') ?? 0,
      friends,
      webinars,
    };
  }),
  /** Answers the person and the balances only. */
  brief: userProcedure.query(({ ctx: { user } }) => user.toJSON()),
});
