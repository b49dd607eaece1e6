/** The webinars that a person sees: upcoming ones, and past ones at which they had a place. */
import type { z } from 'zod';
import type {
  webinar as webinarOutput,
  webinarsListOutput,
} from '../../../shared/schemas/webinars.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { linkToCalendar } from './calendar.ts';
import { Webinar } from './models.ts';

/** How many past webinars are shown, the latest. */
const MAX_PAST = 20;

/** Webinars as this person may see them, with their registration. */
export const seenBy = (app: AppContext, userId: number) =>
  app.db.of(Webinar).scope('withPlaces', { method: ['seenBy', userId] });

/** The webinars to come, and those that were and at which the person had a place. */
export async function listWebinars(
  app: AppContext,
  { userId }: Actor,
): Promise<z.infer<typeof webinarsListOutput>> {
  const seen = seenBy(app, userId);
  const [coming, past] = await Promise.all([
    seen.scope('notOver').findAll({ order: ['startsAt', 'id'] }),
    app.db
      .of(Webinar)
      .scope('withPlaces', 'over', { method: ['attendableBy', userId] })
      .findAll({
        order: [
          ['startsAt', 'DESC'],
          ['id', 'ASC'],
        ],
        limit: MAX_PAST,
        // One registration of each: the limit counts webinars as it is.
        subQuery: false,
      }),
  ]);
  const show = (one: Webinar) => toWebinar(app, userId, one);
  return { items: coming.map(show), past: past.map(show) };
}

export function toWebinar(
  app: AppContext,
  userId: number,
  webinar: Webinar,
): z.infer<typeof webinarOutput> {
  const mine = webinar.registrations?.[0];
  const myState = mine?.state ?? 'cancelled';
  const hasPlace = myState === 'registered';
  return {
    id: webinar.id,
    title: webinar.title,
    description: webinar.description,
    startsAt: webinar.startsAt.toISOString(),
    durationMinutes: webinar.durationMinutes,
    link: hasPlace ? webinar.link : null,
    calendarUrl: hasPlace ? linkToCalendar(app, { webinarId: webinar.id, userId }) : null,
    capacity: webinar.capacity,
    registered: webinar.registered,
    myState: myState === 'cancelled' ? 'none' : myState,
    cancelled: !webinar.active,
    recordingLink: hasPlace ? webinar.recordingLink : null,
    attended: (mine?.attendedAt ?? null) !== null,
  };
}
