/** Webinars as admins edit them: none in the past, none with fewer places than are taken. */
import type { FieldIssue, Values } from '../../../shared/records/fields.ts';
import type { Tx } from '../../db/database.ts';
import type { EditableRecord, EditableSource } from '../../db/editable/source.ts';
import { Webinar, WebinarRegistration } from './models.ts';

const MINUTE_MS = 60_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** When it is over, milliseconds. */
export function endOf({ startsAt, durationMinutes }: Values): number {
  return Date.parse(String(startsAt)) + Number(durationMinutes) * MINUTE_MS;
}

/** Whether a past webinar took place is final; only its texts can still change. */
const FIXED_AFTER_START = ['startsAt', 'durationMinutes', 'capacity', 'active'];

function checkTime(next: Values, before: EditableRecord | null, now: Date): FieldIssue[] {
  const startsAt = String(next.startsAt);
  if (before && endOf(before.values) <= now.getTime()) {
    return FIXED_AFTER_START.filter((field) => differs(field, next, before.values)).map(
      (field) => ({
        field,
        problem: 'webinar_over',
      }),
    );
  }
  const isPast = Date.parse(startsAt) <= now.getTime();
  return isPast && !isSameMoment(startsAt, before?.values.startsAt)
    ? [{ field: 'startsAt', problem: 'in_past' }]
    : [];
}

/** There is no recording of what is still to come. */
function checkRecording({ startsAt, recordingLink }: Values, now: Date): FieldIssue[] {
  return recordingLink && Date.parse(String(startsAt)) > now.getTime()
    ? [{ field: 'recordingLink', problem: 'not_begun' }]
    : [];
}

function differs(field: string, next: Values, was: Values): boolean {
  return field === 'startsAt'
    ? !isSameMoment(String(next.startsAt), was.startsAt)
    : (next[field] ?? null) !== was[field];
}

function isSameMoment(one: string, other: unknown): boolean {
  return typeof other === 'string' && Date.parse(one) === Date.parse(other);
}

/** Counted in a statement of its own, under the lock of the webinar's row: nobody registers meanwhile. */
async function checkPlaces(
  tx: Tx,
  { capacity }: Values,
  before: EditableRecord | null,
): Promise<FieldIssue[]> {
  if (!before || capacity === null || capacity === undefined) {
    return [];
  }
  const where = { webinarId: before.key };
  const taken = await tx.of(WebinarRegistration).scope('registered').count({ where });
  return Number(capacity) < taken
    ? [{ field: 'capacity', problem: 'below_registered', limit: taken }]
    : [];
}

export const webinarRecords: EditableSource = {
  section: 'webinars',
  model: Webinar as never,
  scope: 'withPlaces',
  key: 'id',
  keyType: 'uuid',
  parseKey: (text) => (UUID.test(text) ? text : null),
  // The table has no null for texts that are not there.
  readExtra: ({ link, description }) => ({
    link: link === '' ? null : link,
    description: description === '' ? null : description,
  }),
  toAttributes: ({ link, description, ...values }) => ({
    ...values,
    link: link ?? '',
    description: description ?? '',
  }),
  normalize: (values) => ({
    ...values,
    ...(typeof values.title === 'string' ? { title: values.title.trim() } : {}),
  }),
  facts: ({ registered, waiting }) => ({
    registered: Number(registered ?? 0),
    waiting: Number(waiting ?? 0),
  }),
  check: async (tx, next, before, now) => [
    ...checkTime(next, before, now),
    ...checkRecording(next, now),
    ...(await checkPlaces(tx, next, before)),
  ],
};
