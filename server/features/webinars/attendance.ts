/** Who has a place at a webinar, who waits for one, and who came. */
import { Op, type WhereOptions } from 'sequelize';
import type { ParticipantFilter } from '../../../shared/schemas/adminWebinars.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { NOW } from '../../db/values.ts';
import { Webinar, WebinarRegistration } from './models.ts';
import { lockWebinar } from './places.ts';

const isAttended = { state: 'registered', attendedAt: { [Op.ne]: null } } as const;

const narrowed: Record<ParticipantFilter, WhereOptions<WebinarRegistration>> = {
  registered: { state: 'registered' },
  waiting: { state: 'waiting' },
  attended: isAttended,
};

/** A page of participants with their names, who came first first. */
export async function listParticipants(
  db: Reader,
  query: { webinarId: string; filter: ParticipantFilter; offset: number; limit: number },
): Promise<WebinarRegistration[]> {
  const { webinarId, filter, offset, limit } = query;
  return await db.of(WebinarRegistration).findAll({
    where: { [Op.and]: [{ webinarId }, narrowed[filter]] },
    include: { association: 'user', attributes: ['firstName', 'lastName', 'username'] },
    order: [
      ['updatedAt', 'ASC'],
      ['userId', 'ASC'],
    ],
    offset,
    limit,
  });
}

/** @throws DomainError NOT_FOUND */
export async function readAttendanceTotals(db: Reader, webinarId: string) {
  const webinar = await db
    .of(Webinar)
    .scope('withPlaces', 'withStarted')
    .findOne({ where: { id: webinarId } });
  if (!webinar) {
    throw new DomainError('NOT_FOUND');
  }
  const where = { webinarId, ...isAttended };
  const attended = await db.of(WebinarRegistration).count({ where });
  const { registered, waiting, started: begun } = webinar;
  return { begun, totals: { registered, waiting, attended } };
}

/**
 * Marks who attended, or removes the mark. It brings and costs nothing: coins and XP are for registering.
 * @param userIds null: everybody who has a place.
 * @returns the webinar's title and whose mark has changed.
 * @throws DomainError NOT_FOUND (no such webinar, or one of the people has no place), CONFLICT (it has not
 * begun, or does not take place).
 */
export async function mark(
  tx: Tx,
  {
    webinarId,
    userIds,
    attended,
  }: { webinarId: string; userIds: number[] | null; attended: boolean },
): Promise<{ title: string; changed: number[] }> {
  const webinar = await lockWebinar(tx, webinarId);
  if (!webinar) {
    throw new DomainError('NOT_FOUND');
  }
  if (!webinar.started || !webinar.active) {
    throw new DomainError('CONFLICT');
  }
  const registrations = tx.of(WebinarRegistration).scope('registered');
  const asked = userIds === null ? {} : { userId: userIds };
  if (userIds !== null) {
    const found = await registrations.count({ where: { webinarId, ...asked } });
    if (found < new Set(userIds).size) {
      throw new DomainError('NOT_FOUND');
    }
  }
  const changed = await registrations.updateReturning(
    { attendedAt: attended ? NOW : null },
    { where: { webinarId, ...asked, attendedAt: attended ? null : { [Op.ne]: null } } },
  );
  return {
    title: webinar.title,
    changed: changed.map(({ userId }) => userId).sort((a, b) => a - b),
  };
}
