/** Payments whose update failed and whose own retries failed, too: retried from the inbox. */
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { readOpen } from '../features/inbox/service.ts';
import { defineJob } from '../jobs/job.ts';
import { createBot } from './bot.ts';
import { MAX_ATTEMPTS, retryStoredUpdate } from './receive.ts';

export const retryUpdatesJob = defineJob({
  name: 'telegram.retryUpdates',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 300 },
  handle: async (app) => retryUpdates(app),
});

export async function retryUpdates(app: AppContext): Promise<void> {
  for (const handle of app.bots.all()) {
    const open = await readOpen(app.db, `telegram:${handle.name}`, MAX_ATTEMPTS);
    const bot = createBot(app, handle);
    for (const { key } of open) {
      // Failures have been logged and counted.
      await retryStoredUpdate(app, bot, key).catch(() => undefined);
    }
    await bot.idle();
  }
}
