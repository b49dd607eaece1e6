import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { Referral } from './models.ts';
import { payBonus } from './service.ts';

const MAX_PER_RUN = 500;

/** Pays the bonuses of invites whose waiting time is over. */
export const payBonusesJob = defineJob({
  name: 'referrals.pay-bonuses',
  payload: z.object({}),
  policy: { retryLimit: 2, retryDelay: 60, expireInSeconds: 300 },
  cron: '*/15 * * * *',
  async handle(app, _payload, { signal }) {
    const due = await app.db
      .of(Referral)
      .scope('payable')
      .findAll({ order: [['payableAt', 'ASC']], limit: MAX_PER_RUN });
    for (const { refereeUserId } of due) {
      signal.throwIfAborted();
      await app.db.transaction((tx) => payBonus(app, tx, refereeUserId));
    }
  },
});
