/** A badge for everybody who has earned it already: when it is new, or its threshold was lowered. */
import { literal, Op, type WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import type { Reader } from '../../db/repository.ts';
import { defineJob } from '../../jobs/job.ts';
import type { Badge } from '../catalog/lookup.ts';
import { findPeople } from '../users/lookup.ts';
import { UserCounter } from './models.ts';
import { awardBadge } from './xp.ts';

const PEOPLE_AT_ONCE = 200;

/** People who qualify and do not have the badge. Badges that are granted by hand are not counted. */
function candidates({ code, criteria }: Badge): WhereOptions {
  const { metric, threshold } = criteria;
  return {
    metric: metric === 'manual' ? [] : metric,
    value: { [Op.gte]: threshold },
    '$user.erased_at$': null,
    [Op.and]: literal(`not exists (select from user_badges b
      where b.user_id = "UserCounter"."user_id" and b.badge = '${code.replaceAll("'", "''")}')`),
  } as WhereOptions;
}

const include = { association: 'user', attributes: [] as string[], required: true };

/** @throws DomainError NOT_FOUND (no such badge, or it is switched off) */
async function findBadge(app: AppContext, code: string): Promise<Badge> {
  const { badges } = await app.catalog.read();
  const badge = badges.find((one) => one.code === code);
  if (!badge) {
    throw new DomainError('NOT_FOUND');
  }
  return badge;
}

/** How many people would get the badge now. @throws DomainError NOT_FOUND */
export async function countCandidates(
  app: AppContext,
  reader: Reader,
  code: string,
): Promise<number> {
  const badge = await findBadge(app, code);
  return await reader.of(UserCounter).count({ where: candidates(badge), include });
}

/** Some hundreds at a time, each person in a transaction of their own; a restart continues. */
export const grantBadgeJob = defineJob({
  name: 'progress.grant-badge',
  payload: z.object({ badge: z.string(), by: z.string() }),
  policy: {
    retryLimit: 10,
    retryDelay: 10,
    retryDelayMax: 600,
    expireInSeconds: 3600,
    heartbeatSeconds: 60,
  },
  async handle(app, { badge: code, by }, { signal }) {
    for (let above = 0; ; ) {
      signal.throwIfAborted();
      const badge = await findBadge(app, code);
      const found = await app.db.of(UserCounter).findAll({
        attributes: ['userId'],
        where: { [Op.and]: [candidates(badge), { userId: { [Op.gt]: above } }] },
        include,
        order: [['userId', 'ASC']],
        limit: PEOPLE_AT_ONCE,
      });
      const ids = found.map(({ userId }) => userId);
      for (const { id: userId, firstBot: botName } of await findPeople(app.db, ids)) {
        signal.throwIfAborted();
        await app.db.transaction((tx) =>
          awardBadge(app, tx, { userId, botName, by }, { badge: code }),
        );
      }
      above = ids.at(-1) ?? 0;
      if (ids.length < PEOPLE_AT_ONCE) {
        return;
      }
    }
  },
});
