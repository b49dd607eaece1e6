/** The participants of a webinar as admins see them. */
import { z } from 'zod';
import { count, id, isoTime, pageSize, plainText, requestId, rowCursor } from './primitives.ts';

export const participantFilters = ['registered', 'waiting', 'attended'] as const;
export type ParticipantFilter = (typeof participantFilters)[number];

export const webinarPeopleInput = z.object({
  webinarId: id,
  filter: z.enum(participantFilters).default('registered'),
  cursor: rowCursor.optional(),
  limit: pageSize,
});
export const participant = z.object({
  userId: count,
  userName: z.string(),
  username: z.string().nullable(),
  /** Since when they have this place, or wait. */
  since: isoTime,
  /** When an admin has marked the attendance. */
  attendedAt: isoTime.nullable(),
});
export type Participant = z.infer<typeof participant>;
export const webinarPeopleOutput = z.object({
  items: z.array(participant),
  nextCursor: z.string().nullable(),
  /** Attendance is marked from the start on. */
  begun: z.boolean(),
  totals: z.object({ registered: count, waiting: count, attended: count }),
});

const MAX_AT_ONCE = 500;
export const markAttendanceInput = z.object({
  requestId,
  webinarId: id,
  /** Null: everybody who has a place. */
  userIds: z.array(count.min(1)).min(1).max(MAX_AT_ONCE).nullable(),
  attended: z.boolean(),
  reason: plainText(300).default(''),
});
export const markAttendanceOutput = z.object({
  /** How many marks have changed. */
  changed: count,
});
