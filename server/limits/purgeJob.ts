import { Op } from 'sequelize';
import { z } from 'zod';
import { MAX_NIGHTLY_TRANSACTION_MS } from '../db/database.ts';
import { NOW } from '../db/values.ts';
import { defineJob } from '../jobs/job.ts';
import { RateLimitCount } from './models.ts';

/** Deletes counts that have no effect any more, every night. */
export const purgeLimitsJob = defineJob({
  name: 'limits.forget',
  payload: z.object({}),
  cron: '53 3 * * *',
  policy: { retryLimit: 1, retryDelay: 60, expireInSeconds: 300 },
  async handle(app) {
    // A theoretical arrival time in the past has the same effect as no row.
    const isUnused = { tat: { [Op.lt]: NOW } };
    await app.db.transaction((tx) => tx.of(RateLimitCount).destroy({ where: isUnused }), {
      maxMs: MAX_NIGHTLY_TRANSACTION_MS,
    });
  },
});
