/** Messages about webinars as they are true when they are sent, which may be later than they were written. */
import type { AppContext } from '../../app/context.ts';
import { sql } from '../../db/statement.ts';
import type { OutboxMessage } from '../notifications/outboxMessages.ts';

const readCurrent = sql<{ title: string; starts_at: Date; link: string }>(`
  select w.title, w.starts_at, w.link
  from webinars w
  join webinar_registrations r on r.webinar_id = w.id and r.state = 'registered'
  where w.id = $1::uuid and r.user_id = $2 and w.active and w.starts_at > now()
`);

type About = 'webinar_reminder' | 'webinar_place';

/**
 * @returns null when there is nothing to be said any more: the place was given up, the webinar has begun
 *   or was called off, or a reminder is for a time to which it does not begin any more.
 */
export async function currentWebinarMessage(
  app: AppContext,
  userId: number,
  message: Extract<OutboxMessage, { kind: About }>,
): Promise<OutboxMessage | null> {
  if (message.webinarId === undefined) {
    return message;
  }
  const [current] = await app.db.query(readCurrent, [message.webinarId, userId]);
  const startsAt = current?.starts_at.toISOString();
  if (!current || startsAt === undefined) {
    return null;
  }
  const { title, link } = current;
  switch (message.kind) {
    case 'webinar_reminder':
      return Date.parse(message.startsAt) === Date.parse(startsAt)
        ? { ...message, title, link }
        : null;
    case 'webinar_place':
      return { ...message, title, startsAt };
  }
}
