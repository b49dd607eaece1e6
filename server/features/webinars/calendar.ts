/** A webinar as a calendar file. */
import { z } from 'zod';
import { id } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import { makeExportLink } from '../exports/service.ts';
import { writeCalendar } from './ics.ts';
import { Webinar } from './models.ts';

export const CALENDAR_FILE = 'webinar.ics';
const LINK_LIVES_FOR_S = 24 * 60 * 60;

/** The link's signed content. */
export const calendarDetail = z.object({ webinarId: id, userId: z.int().positive() });
type CalendarDetail = z.infer<typeof calendarDetail>;

export function linkToCalendar(app: AppContext, detail: CalendarDetail): string {
  return makeExportLink(app, CALENDAR_FILE, detail, LINK_LIVES_FOR_S);
}

/** The file for a person who has a place; null for everybody else. */
export async function readCalendar(
  app: AppContext,
  { webinarId, userId }: CalendarDetail,
): Promise<string | null> {
  const webinar = await app.db
    .of(Webinar)
    .scope({ method: ['seenBy', userId] })
    .findOne({ where: { id: webinarId } });
  if (webinar?.registrations?.[0]?.state !== 'registered') {
    return null;
  }
  const { id, title, description, startsAt, durationMinutes, link, revision, active } = webinar;
  const event = { id, title, description, startsAt, durationMinutes, link, revision };
  return writeCalendar({ ...event, cancelled: !active }, app.now());
}
