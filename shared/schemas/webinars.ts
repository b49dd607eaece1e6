import { z } from 'zod';
import { count, id, isoTime, requestId } from './primitives.ts';

export const webinar = z.object({
  id,
  title: z.string(),
  description: z.string(),
  startsAt: isoTime,
  durationMinutes: count,
  /** Shown to those who registered. */
  link: z.string().nullable(),
  /** An .ics file for those who registered; signed, without the host where the server does not know it. */
  calendarUrl: z.string().nullable(),
  capacity: count.nullable(),
  registered: count,
  myState: z.enum(['none', 'registered', 'waiting']),
  /** Cancelled by an admin; shown to those who have a place or wait for one. */
  cancelled: z.boolean(),
  /** Where it can be seen afterwards; for those who had a place. */
  recordingLink: z.string().nullable(),
  /** An admin has marked that the person came. */
  attended: z.boolean(),
});
export const webinarsListOutput = z.object({
  items: z.array(webinar),
  /** Past ones at which the person had a place, the last one first. */
  past: z.array(webinar),
});
export const webinarActionInput = z.object({ id, requestId });
export const webinarActionOutput = z.object({ webinar, rewarded: count });
