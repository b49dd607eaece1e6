/** Messages about webinars as they are true when they are sent, which may be later than they were written. */
import { Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import { NOW } from '../../db/values.ts';
import type { OutboxMessage } from '../notifications/outboxMessages.ts';
import { WebinarRegistration } from './models.ts';

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
  const registration = await app.db
    .of(WebinarRegistration)
    .scope({ method: ['of', userId, message.webinarId] }, 'registered')
    .findOne({
      include: {
        association: 'webinar',
        where: { active: true, startsAt: { [Op.gt]: NOW } },
      },
    });
  if (!registration?.webinar) {
    return null;
  }
  const { title, link } = registration.webinar;
  const startsAt = registration.webinar.startsAt.toISOString();
  switch (message.kind) {
    case 'webinar_reminder':
      return Date.parse(message.startsAt) === Date.parse(startsAt)
        ? { ...message, title, link }
        : null;
    case 'webinar_place':
      return { ...message, title, startsAt };
  }
}
