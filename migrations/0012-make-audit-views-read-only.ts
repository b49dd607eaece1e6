import type { Migration } from '../server/db/migrate.ts';

/** Views of one table, through which PostgreSQL would let rows be written. */
const views = {
  ledger: `
    select id, user_id, bot_name, asset, amount as delta, kind, reference, account, created_at
    from ledger_entries`,
  generations: `
    select id as generation_id, user_id, bot_name, price, paid_with, status, lease_until, media_count,
      created_at, finished_at
    from generations`,
  promo_codes: `
    select id as promo_id, code, max_uses, per_user, starts_at, ends_at from promo_codes`,
  promo_uses: `
    select promo_id, user_id, used_at from promo_uses where used_at is not null`,
  referrals: `
    select r.referee_user_id, r.referrer_user_id,
      (select count(*) from ledger_entries e
        where e.user_id = r.referrer_user_id and e.kind = 'referral_bonus'
          and e.reference = 'inviter:' || r.referee_user_id) as bonus_entries
    from referrals r`,
  admin_actions: `
    select id, admin_user_id, action, target, before, after, reason, created_at from admin_actions`,
  inbox: `
    select source, event_key, received_at, processed_at, attempts from inbox_events`,
  outbox: `
    select id, kind, key, sent_at, attempts from outbox_messages`,
};

const replaceEach = (definitionOf: (query: string) => string) =>
  Object.entries(views)
    .map(([name, query]) => `create or replace view audit.${name} as ${definitionOf(query)};`)
    .join('\n');

export const migration: Migration = {
  // A view that begins with WITH is never updatable; the planner reads through it all the same.
  up: replaceEach((query) => `with shown as (${query}) select * from shown`),
  down: replaceEach((query) => query),
};
