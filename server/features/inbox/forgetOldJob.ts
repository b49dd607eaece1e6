import { z } from 'zod';
import { MAX_NIGHTLY_TRANSACTION_MS } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import { forgetOld } from './service.ts';

/** Every night: what was worked off long ago and nobody will repeat any more. */
export const forgetOldEventsJob = defineJob({
  name: 'inbox.forgetOld',
  payload: z.object({}),
  cron: '41 3 * * *',
  policy: { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
  handle: async (app) =>
    app.db.transaction((tx) => forgetOld(tx), { maxMs: MAX_NIGHTLY_TRANSACTION_MS }),
});
