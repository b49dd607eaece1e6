/** Effects of an admin's change of a webinar: people move up, and are notified of what matters. */
import { Op } from 'sequelize';
import { z } from 'zod';
import { id } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Changed } from '../../db/editable/change.ts';
import { defineJob } from '../../jobs/job.ts';
import { type WebinarChange, webinarChanges } from '../notifications/lookup.ts';
import { notify } from '../notifications/service.ts';
import { Webinar, WebinarRegistration } from './models.ts';
import { promoteWaiting } from './places.ts';
import { endOf } from './records.ts';

const AT_ONCE = 200;

/** Who hears of it: a link and a recording are for those who have a place. */
const recipientStates = {
  moved: ['registered', 'waiting'],
  cancelled: ['registered', 'waiting'],
  back_on: ['registered', 'waiting'],
  link: ['registered'],
  recording: ['registered'],
} as const satisfies Record<WebinarChange, readonly string[]>;

/** What a change announces; one message about time and place, and a recording. */
function changesOf({ before, after }: Changed, now: Date): WebinarChange[] {
  const [was, is] = [before.values, after.values];
  const recording: WebinarChange[] = is.recordingLink && !was.recordingLink ? ['recording'] : [];
  if (endOf(was) <= now.getTime()) {
    return recording;
  }
  if (is.active !== was.active) {
    return [is.active ? 'back_on' : 'cancelled', ...recording];
  }
  if (!is.active) {
    return recording;
  }
  if (is.startsAt !== was.startsAt) {
    return ['moved', ...recording];
  }
  return is.link && was.link && is.link !== was.link ? ['link', ...recording] : recording;
}

/** Has those told who have a place or wait for one, and lets people move up, after the commit. */
export async function followChange(app: AppContext, tx: Tx, change: Changed): Promise<void> {
  const { key: webinarId, version } = change.after;
  const news = changesOf(change, app.now());
  const hasRoom = change.after.values.capacity !== change.before.values.capacity;
  if (news.length > 0 || hasRoom) {
    await app.queue.enqueue(tx, followChangeJob, { webinarId, version, news });
  }
}

/**
 * Runs to its end however often it is started: a person who has moved up has a place, a written message has
 * its key.
 */
export const followChangeJob = defineJob({
  name: 'webinars.follow-change',
  payload: z.object({ webinarId: id, version: z.int(), news: z.array(z.enum(webinarChanges)) }),
  policy: { retryLimit: 10, retryDelay: 15, expireInSeconds: 300 },
  async handle(app, { webinarId, version, news }, { signal }) {
    let promoted: number;
    do {
      signal.throwIfAborted();
      promoted = await app.db.transaction((tx) => promoteWaiting(app, tx, webinarId));
    } while (promoted > 0);
    for (const what of news) {
      let after: number | null = 0;
      while (after !== null) {
        signal.throwIfAborted();
        after = await notifyPage(app, { webinarId, version, what }, after);
      }
    }
  },
});

/** @returns the last person of the page; null at the end. */
async function notifyPage(
  app: AppContext,
  { webinarId, version, what }: { webinarId: string; version: number; what: WebinarChange },
  after: number,
): Promise<number | null> {
  return await app.db.transaction(async (tx) => {
    const { title, startsAt } = await tx
      .of(Webinar)
      .findOne({ where: { id: webinarId }, rejectOnEmpty: true });
    const people = await tx.of(WebinarRegistration).findAll({
      where: { webinarId, state: [...recipientStates[what]], userId: { [Op.gt]: after } },
      order: [['userId', 'ASC']],
      limit: AT_ONCE,
    });
    for (const { userId, botName } of people) {
      await notify(app, tx, {
        userId,
        botName,
        // A recording is announced once, however its link changes.
        key: [webinarId, userId, what, ...(what === 'recording' ? [] : [version])].join(':'),
        message: {
          kind: 'webinar_changed',
          webinarId,
          what,
          title,
          startsAt: startsAt.toISOString(),
          isWaiting: false,
          keepsReward: false,
          link: '',
        },
      });
    }
    return people.length < AT_ONCE ? null : (people.at(-1)?.userId ?? null);
  });
}
