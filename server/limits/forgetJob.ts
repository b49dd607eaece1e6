import { z } from 'zod';
import { MAX_NIGHTLY_TRANSACTION_MS } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { defineJob } from '../jobs/job.ts';

/** Nothing is left to count of a time that has come. */
const forgetUnused = sql('delete from rate_limits where tat < now()');

/** Every night: the counts of those who did nothing lately. */
export const forgetLimitsJob = defineJob({
  name: 'limits.forget',
  payload: z.object({}),
  cron: '53 3 * * *',
  policy: { retryLimit: 1, retryDelay: 60, expireInSeconds: 300 },
  async handle(app) {
    await app.db.transaction((tx) => tx.query(forgetUnused), { maxMs: MAX_NIGHTLY_TRANSACTION_MS });
  },
});
