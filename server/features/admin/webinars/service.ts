/** Participants of webinars: who they are, and marking attendance. */
import type { z } from 'zod';
import type {
  markAttendanceInput,
  markAttendanceOutput,
  webinarPeopleInput,
  webinarPeopleOutput,
} from '../../../../shared/schemas/adminWebinars.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { listParticipants, readAttendanceTotals } from '../../webinars/lookup.ts';
import { mark } from '../../webinars/service.ts';
import { runAuditedAction } from '../actions.ts';
import { fullName } from '../names.ts';
import { placeOf } from '../pages.ts';

/**
 * A page of those who have a place, are on the waiting list or attended.
 * @throws DomainError NOT_FOUND
 */
export async function readWebinarPeople(
  app: AppContext,
  { webinarId, filter, cursor, limit }: z.infer<typeof webinarPeopleInput>,
): Promise<z.infer<typeof webinarPeopleOutput>> {
  const offset = placeOf(cursor) ?? 0;
  const [standing, rows] = await Promise.all([
    readAttendanceTotals(app.db, webinarId),
    listParticipants(app.db, { webinarId, filter, offset, limit: limit + 1 }),
  ]);
  return {
    ...standing,
    items: rows.slice(0, limit).map(({ userId, updatedAt, attendedAt, user }) => ({
      userId,
      userName: fullName({
        first_name: user?.firstName ?? '',
        last_name: user?.lastName ?? null,
      }),
      username: user?.username ?? null,
      since: updatedAt.toISOString(),
      attendedAt: attendedAt?.toISOString() ?? null,
    })),
    nextCursor: rows.length > limit ? String(offset + limit) : null,
  };
}

/** @throws DomainError NOT_FOUND, CONFLICT (not begun or cancelled), IDEMPOTENCY_CONFLICT */
export async function markAttendance(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof markAttendanceInput>,
): Promise<z.infer<typeof markAttendanceOutput>> {
  const { webinarId, attended } = input;
  const action = { name: 'webinar.attendance', target: `webinars:${webinarId}` } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const { title, changed } = await mark(tx, input);
    return {
      before: { title, people: changed, attended: !attended },
      after: { title, people: changed, attended, changed: changed.length },
    };
  });
  return { changed: done.changed };
}
