import { sql } from '../../db/statement.ts';

export interface DueReminder {
  user_id: number;
  webinar_id: string;
  bot_name: string;
  key: string;
  hours: number;
  title: string;
  link: string;
  starts_at: Date;
}

/**
 * Reminders whose time has come and that are not written yet; a webinar that was moved reminds again.
 * Whoever registers later than that is not reminded of what they have just done.
 */
// Raw SQL: one statement: what is due is what has no message yet, found for all people and both times at once.
export const listDue = sql<DueReminder>(`
  select r.user_id, r.webinar_id, r.bot_name, due.key, asked.hours, w.title, w.link, w.starts_at
  from (values (24, 2), (1, 0)) as asked(hours, not_within)
  join webinars w on w.active
    and w.starts_at <= now() + asked.hours * interval '1 hour'
    and w.starts_at > now() + asked.not_within * interval '1 hour'
  join webinar_registrations r on r.webinar_id = w.id and r.state = 'registered'
    and r.updated_at <= w.starts_at - asked.hours * interval '1 hour'
  cross join lateral (
    select concat_ws(':', w.id, r.user_id, asked.hours, extract(epoch from w.starts_at)::bigint) as key
  ) due
  where not exists (
    select from outbox_messages m where m.kind = 'webinar_reminder' and m.key = due.key)
  order by w.starts_at, r.user_id limit $1
`);
