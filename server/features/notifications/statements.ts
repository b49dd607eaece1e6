import type { NotificationKind } from '../../../shared/schemas/me.ts';
import type { Language } from '../../../shared/schemas/primitives.ts';
import { sql } from '../../db/statement.ts';

/** $6: milliseconds that it waits. */
export const insertMessage = sql<{ id: number }>(`
  insert into outbox_messages (kind, key, user_id, bot_name, payload, send_after)
  values ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond')
  on conflict (kind, key) do nothing returning id
`);

export interface ClaimedMessage {
  id: number;
  bot_name: string;
  payload: unknown;
  attempts: number;
  telegram_id: number;
  language: Language | null;
  language_code: string | null;
  allows_messages: boolean;
  blocked: boolean;
  notifications: Partial<Record<NotificationKind, boolean>>;
  app_open: boolean;
}

/**
 * Takes the next message that is due; broadcasts come after everything else. It is put out of reach
 * before it is sent, so a process that dies in between loses it rather than sending it twice.
 */
export const claimMessage = sql<ClaimedMessage>(`
  with due as (
    select id from outbox_messages
    where sent_at is null and send_after < 'infinity' and send_after <= now()
    order by kind = 'broadcast', send_after
    limit 1 for no key update skip locked
  )
  update outbox_messages m
  set attempts = m.attempts + 1, send_after = 'infinity', last_error = 'sending'
  from due, users u
  where m.id = due.id and u.id = m.user_id
  returning m.id, m.bot_name, m.payload, m.attempts, u.telegram_id, u.language, u.language_code,
    u.allows_messages, u.blocked_at is not null as blocked, u.notifications,
    exists (select from app_presence p where p.user_id = u.id and p.open_until > now()) as app_open
`);

export const markSent = sql(
  `update outbox_messages set sent_at = now(), last_error = null where id = $1`,
);

/** It stays unsent for good: 'infinity' is never due. */
export const giveUp = sql(`update outbox_messages set last_error = $2 where id = $1`);

export const postpone = sql(`
  update outbox_messages set last_error = $2, send_after = now() + make_interval(secs => $3)
  where id = $1
`);

export const forbidMessages = sql(
  `update users set allows_messages = false where telegram_id = $1`,
);

export const forgetOldMessages = sql(`
  delete from outbox_messages where created_at < now() - interval '90 days'
`);
