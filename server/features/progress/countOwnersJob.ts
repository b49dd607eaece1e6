import { z } from 'zod';
import { MAX_NIGHTLY_TRANSACTION_MS } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import * as statements from './progressStatements.ts';

/** Every night: which share of people has each badge. */
export const countOwnersJob = defineJob({
  name: 'progress.count-owners',
  payload: z.object({}),
  policy: { retryLimit: 2, retryDelay: 60, expireInSeconds: 300 },
  cron: '20 2 * * *',
  async handle(app) {
    await app.db.transaction(
      async (tx) => {
        const changed = await tx.query(statements.countOwners);
        if (changed.length > 0) {
          app.catalog.changed(tx);
        }
      },
      { maxMs: MAX_NIGHTLY_TRANSACTION_MS },
    );
  },
});
