import { sql } from '../../db/statement.ts';

export type RegistrationState = 'registered' | 'waiting' | 'cancelled';

export interface WebinarRow {
  id: string;
  title: string;
  description: string;
  starts_at: Date;
  duration_minutes: number;
  link: string;
  capacity: number | null;
  revision: number;
  active: boolean;
  registered: number;
  my_state: RegistrationState | null;
}

/** Webinars that are not over: those on offer, and those of the person. Or one of them ($2). */
export const readWebinars = sql<WebinarRow>(`
  select w.id, w.title, w.description, w.starts_at, w.duration_minutes, w.link, w.capacity,
    w.revision, w.active,
    (select count(*) from webinar_registrations r
      where r.webinar_id = w.id and r.state = 'registered') as registered,
    mine.state as my_state
  from webinars w
  left join webinar_registrations mine on mine.webinar_id = w.id and mine.user_id = $1::bigint
  where ($2::uuid is null or w.id = $2)
    and (w.active or mine.state in ('registered', 'waiting'))
    and ($2 is not null or w.starts_at + w.duration_minutes * interval '1 minute' > now())
  order by w.starts_at, w.id
`);

export interface LockedWebinar {
  id: string;
  title: string;
  starts_at: Date;
  capacity: number | null;
  active: boolean;
  started: boolean;
}

/** Registering, cancelling and moving up go one after the other at this row. */
export const lockWebinar = sql<LockedWebinar>(`
  select id, title, starts_at, capacity, active, starts_at <= now() as started
  from webinars where id = $1 for no key update
`);

export const countRegistered = sql<{ registered: number }>(`
  select count(*) as registered from webinar_registrations
  where webinar_id = $1 and state = 'registered'
`);

export interface RegistrationRow {
  user_id: number;
  webinar_id: string;
  state: RegistrationState;
  bot_name: string;
  nth: number;
  holds_reward: boolean;
}

export const readRegistration = sql<RegistrationRow>(`
  select user_id, webinar_id, state, bot_name, nth, holds_reward
  from webinar_registrations where user_id = $1 and webinar_id = $2
`);

/** Who moves up next: those who have waited longest. */
export const listWaiting = sql<RegistrationRow>(`
  select user_id, webinar_id, state, bot_name, nth, holds_reward
  from webinar_registrations where webinar_id = $1 and state = 'waiting'
  order by updated_at, user_id limit $2
`);

/** Registering again after cancelling is a registration of its own, with the next number. */
export const upsertRegistration = sql<RegistrationRow>(`
  insert into webinar_registrations as r (user_id, webinar_id, state, bot_name, updated_at)
  values ($1, $2, $3, $4, clock_timestamp())
  on conflict (user_id, webinar_id) do update set
    state = excluded.state, bot_name = excluded.bot_name, nth = r.nth + 1,
    updated_at = excluded.updated_at
  returning user_id, webinar_id, state, bot_name, nth, holds_reward
`);

export const setState = sql(`
  update webinar_registrations set state = $3, updated_at = clock_timestamp()
  where user_id = $1 and webinar_id = $2
`);

/** Marks the first time that a person has a place. No row: it is not the first. */
export const confirmFirst = sql<{ webinar_id: string }>(`
  update webinar_registrations set confirmed_at = now()
  where user_id = $1 and webinar_id = $2 and confirmed_at is null
  returning webinar_id
`);

export const setReward = sql(`
  update webinar_registrations set holds_reward = $3 where user_id = $1 and webinar_id = $2
`);

export const findReward = sql<{ webinar_id: string }>(
  `select webinar_id from webinar_registrations where user_id = $1 and holds_reward`,
);

/** Another webinar at which the person still has a place. */
export const findOther = sql<RegistrationRow>(`
  select user_id, webinar_id, state, bot_name, nth, holds_reward
  from webinar_registrations
  where user_id = $1 and webinar_id <> $2 and state = 'registered'
  order by updated_at limit 1
`);

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
