import type { NotificationKind } from '../../../shared/schemas/me.ts';
import type { Language } from '../../../shared/schemas/primitives.ts';
import { sql } from '../../db/statement.ts';

export interface ClaimedMessage {
  id: number;
  /** Null: a report to the owner; all columns about a person are null, too. */
  user_id: number | null;
  time_zone: string | null;
  bot_name: string;
  payload: unknown;
  attempts: number;
  telegram_id: number | null;
  language: Language | null;
  language_code: string | null;
  allows_messages: boolean | null;
  blocked: boolean;
  notifications: Partial<Record<NotificationKind, boolean>> | null;
  app_open: boolean;
}

const open = `m.sent_at is null and m.send_after < 'infinity'`;

/**
 * Bots with waiting messages and without a row for their pace. Raw SQL: one statement: the bots are named by
 * the messages themselves, however many there are.
 */
// Raw SQL: one statement: the bots are named by the messages themselves, however many there are.
export const insertUnknownBots = sql(`
  insert into outbox_pace (bot_name) select distinct m.bot_name from outbox_messages m where ${open}
  on conflict (bot_name) do nothing
`);

/**
 * Claims the next due message of a bot that may send now, and moves the bot's next turn by $1 seconds;
 * broadcasts come after everything else. The message is claimed before it is sent, so a process that dies in
 * between loses it rather than sending it twice.  Raw SQL: one statement: claims by `skip locked`, several
 * processes at 25 messages a second.
 */
// Raw SQL: one statement: claims by `skip locked`, several processes at 25 messages a second.
export const claimMessage = sql<ClaimedMessage>(`
  with bot as (
    select p.bot_name from outbox_pace p
    where p.next_at <= now() and exists (
      select from outbox_messages m where m.bot_name = p.bot_name and ${open} and m.send_after <= now())
    order by p.next_at
    limit 1 for no key update skip locked
  ), due as (
    select m.id, m.user_id from outbox_messages m join bot on bot.bot_name = m.bot_name
    where ${open} and m.send_after <= now()
    order by m.kind = 'broadcast', m.send_after
    limit 1 for no key update of m skip locked
  ), paced as (
    update outbox_pace p set next_at = now() + make_interval(secs => $1::float8)
    from bot where p.bot_name = bot.bot_name
  )
  update outbox_messages m
  set attempts = m.attempts + 1, send_after = 'infinity', last_error = 'sending', claimed_at = now()
  from due left join users u on u.id = due.user_id
  where m.id = due.id
  returning m.id, m.user_id, u.time_zone, m.bot_name, m.payload, m.attempts, u.telegram_id, u.language, u.language_code,
    u.allows_messages, u.blocked_at is not null as blocked, u.notifications,
    exists (select from app_presence p where p.user_id = u.id and p.open_until > now()) as app_open
`);

/** Milliseconds until a message can be sent; no row when none waits. */
// Raw SQL: one walk along an index for each bot; a model would read all messages that wait.
export const readNextDue = sql<{ wait_ms: number }>(`
  select greatest(0, extract(epoch from min(greatest(first.send_after, p.next_at)) - now()) * 1000)::float8 as wait_ms
  from outbox_pace p
  cross join lateral (
    select m.send_after from outbox_messages m where m.bot_name = p.bot_name and ${open}
    order by m.send_after limit 1
  ) first
  having count(*) > 0
`);
