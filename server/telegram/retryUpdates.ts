/** Payments whose update could not be worked off when it came: tried again from the inbox. */
import type { Update } from 'grammy/types';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { raiseAlert } from '../features/alerts/service.ts';
import { isOpen, readOpen } from '../features/inbox/service.ts';
import { defineJob } from '../jobs/job.ts';
import { createBot, type RunningBot } from './bot.ts';
import { receive } from './receive.ts';

const MOST_ATTEMPTS = 20;

export const retryUpdatesJob = defineJob({
  name: 'telegram.retryUpdates',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 300 },
  handle: async (app) => retryUpdates(app),
});

export async function retryUpdates(app: AppContext): Promise<void> {
  for (const handle of app.bots.all()) {
    const open = await readOpen(app.db, `telegram:${handle.name}`, MOST_ATTEMPTS);
    const bot = createBot(app, handle);
    for (const event of open) {
      await retry(app, bot, event);
    }
    await bot.idle();
  }
}

async function retry(
  app: AppContext,
  bot: RunningBot,
  event: { key: string; payload: unknown; attempts: number },
): Promise<void> {
  await receive(app, bot, event.payload as Update);
  const source = `telegram:${bot.handle.name}`;
  if (event.attempts + 1 >= MOST_ATTEMPTS && (await isOpen(app.db, source, event.key))) {
    await app.db.transaction((tx) =>
      raiseAlert(tx, { kind: 'event_failed', key: `${source}:${event.key}` }),
    );
  }
}
