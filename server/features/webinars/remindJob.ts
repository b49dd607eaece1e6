import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { notify } from '../notifications/service.ts';
import { listDue } from './remindStatements.ts';

const AT_ONCE = 200;

/** Reminds those who registered a day and an hour before a webinar begins. */
export const remindJob = defineJob({
  name: 'webinars.remind',
  payload: z.object({}),
  policy: { retryLimit: 2, retryDelay: 30, expireInSeconds: 240 },
  cron: '*/5 * * * *',
  async handle(app, _payload, { signal }) {
    let written: number;
    do {
      signal.throwIfAborted();
      written = await app.db.transaction(async (tx) => {
        const due = await tx.query(listDue, [AT_ONCE]);
        for (const { user_id: userId, bot_name: botName, key, ...reminder } of due) {
          const { webinar_id: webinarId, title, link, hours, starts_at } = reminder;
          const startsAt = starts_at.toISOString();
          const message = {
            kind: 'webinar_reminder',
            webinarId,
            title,
            link,
            hours,
            startsAt,
          } as const;
          await notify(app, tx, { userId, botName, key, message });
        }
        return due.length;
      });
    } while (written === AT_ONCE);
  },
});
