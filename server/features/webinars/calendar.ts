/** A webinar as a calendar file. */
import { z } from 'zod';
import { id } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import { makeExportLink } from '../exports/links.ts';
import { type CalendarEvent, writeCalendar } from './ics.ts';
import * as statements from './statements.ts';

export const CALENDAR_FILE = 'webinar.ics';
const LINK_LIVES_FOR_S = 24 * 60 * 60;

/** What the link carries. */
export const calendarDetail = z.object({ webinarId: id, userId: z.int().positive() });
type CalendarDetail = z.infer<typeof calendarDetail>;

export function linkToCalendar(app: AppContext, detail: CalendarDetail): string {
  return makeExportLink(app, CALENDAR_FILE, detail, LINK_LIVES_FOR_S);
}

/** The file for somebody who has a place; null for everybody else. */
export async function readCalendar(
  app: AppContext,
  { webinarId, userId }: CalendarDetail,
): Promise<string | null> {
  const [row] = await app.db.query(statements.readWebinars, [userId, webinarId]);
  if (row?.my_state !== 'registered') {
    return null;
  }
  const event: CalendarEvent = {
    id: row.id,
    title: row.title,
    description: row.description,
    startsAt: row.starts_at,
    durationMinutes: row.duration_minutes,
    link: row.link,
    revision: row.revision,
    cancelled: !row.active,
  };
  return writeCalendar(event, app.now());
}
