/** Messages about webinars as of the time when they are sent, which may be later than they were written. */
import type { AppContext } from '../../app/context.ts';
import type { OutboxMessage } from '../notifications/lookup.ts';
import { type Webinar, WebinarRegistration } from './models.ts';

const about = ['webinar_reminder', 'webinar_place', 'webinar_changed'] as const;
type WebinarMessage = Extract<OutboxMessage, { kind: (typeof about)[number] }>;

export function isAboutWebinar(message: OutboxMessage): message is WebinarMessage {
  return about.some((kind) => kind === message.kind);
}

/**
 * @returns null when the message is obsolete: the place was given up, the webinar has begun or was cancelled,
 * or has another time.
 */
export async function currentWebinarMessage(
  app: AppContext,
  userId: number,
  message: WebinarMessage,
): Promise<OutboxMessage | null> {
  if (message.webinarId === undefined) {
    return message;
  }
  const registration = await app.db
    .of(WebinarRegistration)
    .scope({ method: ['of', userId, message.webinarId] })
    .findOne({ include: { association: 'webinar' } });
  const webinar = registration?.webinar;
  if (!webinar || registration.state === 'cancelled') {
    return null;
  }
  const isToCome = webinar.active && webinar.startsAt > app.now();
  const isTrue =
    message.kind === 'webinar_changed' ? isStillTrue(message, webinar, isToCome) : isToCome;
  const hasPlace = registration.state === 'registered';
  const { title, link } = webinar;
  const startsAt = webinar.startsAt.toISOString();
  if (!isTrue) {
    return null;
  }
  switch (message.kind) {
    case 'webinar_reminder':
      return hasPlace && isSameTime(message, webinar) ? { ...message, title, link } : null;
    case 'webinar_place':
      return hasPlace ? { ...message, title, startsAt } : null;
    case 'webinar_changed': {
      const { holdsReward: keepsReward } = registration;
      return { ...message, title, startsAt, isWaiting: !hasPlace, keepsReward, link };
    }
  }
}

const isSameTime = (message: { startsAt: string }, { startsAt }: Webinar) =>
  Date.parse(message.startsAt) === startsAt.getTime();

/** Whether the message is still true. */
function isStillTrue(
  message: Extract<WebinarMessage, { kind: 'webinar_changed' }>,
  webinar: Webinar,
  isToCome: boolean,
): boolean {
  switch (message.what) {
    case 'moved':
    case 'back_on':
      return isToCome && isSameTime(message, webinar);
    case 'link':
      return isToCome && webinar.link !== '';
    case 'cancelled':
      return !webinar.active;
    case 'recording':
      return webinar.recordingLink !== null;
  }
}
