import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { payBonus } from './service.ts';
import * as statements from './statements.ts';

/** Pays the bonuses of invites whose waiting time is over. */
export const payBonusesJob = defineJob({
  name: 'referrals.pay-bonuses',
  payload: z.object({}),
  policy: { retryLimit: 2, retryDelay: 60, expireInSeconds: 300 },
  cron: '*/15 * * * *',
  async handle(app, _payload, { signal }) {
    const due = await app.db.query(statements.listPayable);
    for (const { referee_user_id: refereeId } of due) {
      signal.throwIfAborted();
      await app.db.transaction((tx) => payBonus(app, tx, refereeId));
    }
  },
});
