import { z } from 'zod';
import { MAX_NIGHTLY_TRANSACTION_MS } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import { purgeOldEvents } from './service.ts';

/** Every night: deletes events that were processed long ago and won't be repeated any more. */
export const purgeOldEventsJob = defineJob({
  name: 'inbox.forgetOld',
  payload: z.object({}),
  cron: '41 3 * * *',
  policy: { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
  handle: async (app) =>
    app.db.transaction((tx) => purgeOldEvents(tx), { maxMs: MAX_NIGHTLY_TRANSACTION_MS }),
});
