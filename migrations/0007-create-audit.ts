import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    create schema audit;

    create view audit.ledger as
      select id, user_id, bot_name, asset, amount as delta, kind, reference, account, created_at
      from ledger_entries;

    create view audit.users as
      select u.id as user_id, u.telegram_id,
        coalesce(max(w.balance) filter (where w.asset = 'coins'), 0) as coins,
        coalesce(max(w.balance) filter (where w.asset = 'free_operations'), 0) as free_operations,
        coalesce(max(w.balance) filter (where w.asset = 'credits'), 0) as credits,
        coalesce(max(w.balance) filter (where w.asset = 'xp'), 0) as xp,
        max(r.referrer_user_id) as referrer_user_id, u.created_at
      from users u
      left join wallets w on w.user_id = u.id
      left join referrals r on r.referee_user_id = u.id
      group by u.id;

    -- One row per charge; an order that was never charged has one row without a charge.
    create view audit.payments as
      select p.id as payment_id, p.provider, c.charge_id as provider_charge_id, p.user_id, p.bot_name,
        coalesce(c.coins, p.coins) as coins, coalesce(c.amount, p.amount) as amount_minor, p.currency,
        case when c.status = 'refunded' then 'refunded' else p.status end as status,
        coalesce(c.paid_at, p.paid_at) as paid_at
      from payments p
      left join payment_charges c on c.user_id = p.user_id and c.payment_id = p.id;

    create view audit.generations as
      select id as generation_id, user_id, bot_name, price, paid_with, status, lease_until, media_count,
        created_at, finished_at
      from generations;

    create view audit.promo_codes as
      select id as promo_id, code, max_uses, per_user, starts_at, ends_at from promo_codes;

    create view audit.promo_uses as
      select promo_id, user_id, used_at from promo_uses where used_at is not null;

    create view audit.referrals as
      select r.referee_user_id, r.referrer_user_id,
        (select count(*) from ledger_entries e
          where e.user_id = r.referrer_user_id and e.kind = 'referral_bonus'
            and e.reference = 'inviter:' || r.referee_user_id) as bonus_entries
      from referrals r;

    create view audit.admin_actions as
      select id, admin_user_id, action, target, before, after, reason, created_at from admin_actions;

    create view audit.inbox as
      select source, event_key, received_at, processed_at, attempts from inbox_events;

    create view audit.outbox as
      select id, kind, key, sent_at, attempts from outbox_messages;

    -- One row per broken invariant; none when all is well.
    create function audit.violations()
      returns table (invariant text, subject text, detail text)
      language sql stable as $$
      -- A balance is the sum of its entries, a version their number.
      select 'wallet_equals_entries', 'user ' || user_id || ' ' || asset,
        'balance ' || coalesce(w.balance, 0) || ' version ' || coalesce(w.version, 0)
          || ', entries ' || coalesce(e.total, 0) || ' count ' || coalesce(e.entries, 0)
      from wallets w
      full join (
        select user_id, asset, sum(amount) as total, count(*) as entries, max(wallet_version) as latest
        from ledger_entries group by user_id, asset
      ) e using (user_id, asset)
      where coalesce(w.balance, 0) <> coalesce(e.total, 0)
        or coalesce(w.version, 0) <> coalesce(e.entries, 0)
        or coalesce(w.version, 0) <> coalesce(e.latest, 0)
      union all
      -- Each entry goes on where the one before it ended.
      select 'entries_are_a_chain', 'entry ' || id, 'before ' || balance_before || ', previous after ' || previous
      from (
        select id, balance_before,
          coalesce(lag(balance_after) over (partition by user_id, asset order by wallet_version), 0) as previous
        from ledger_entries
      ) chain
      where balance_before <> previous
      union all
      select 'balance_not_negative', 'user ' || user_id || ' ' || asset, balance::text
      from wallets where balance < 0
      union all
      -- What a generation cost was taken exactly once, from the payer it names.
      select 'generation_charged_once', 'generation ' || g.id,
        'paid with ' || g.paid_with || ', charges ' || count(e.id) || ' sum ' || coalesce(sum(e.amount), 0)
      from generations g
      left join ledger_entries e
        on e.user_id = g.user_id and e.kind = 'generation_charge' and e.reference = g.id::text
      group by g.user_id, g.id
      having count(e.id) <> (g.paid_with in ('coins', 'credits', 'free_operations'))::int
        or (count(e.id) = 1 and (min(e.asset) <> g.paid_with
          or sum(e.amount) <> -(case g.paid_with when 'coins' then g.price else 1 end)))
      union all
      -- Failed and cancelled work is given back once, other work never.
      select 'generation_refunded_once', 'generation ' || g.id,
        'status ' || g.status || ', refunds ' || count(r.id)
      from generations g
      left join ledger_entries r
        on r.user_id = g.user_id and r.kind = 'generation_refund' and r.reference = g.id::text
      left join ledger_entries c
        on c.user_id = g.user_id and c.kind = 'generation_charge' and c.reference = g.id::text
      group by g.user_id, g.id
      having count(r.id) <> (g.status in ('failed', 'cancelled') and count(c.id) > 0)::int
        or (count(r.id) = 1 and (min(r.asset) <> min(c.asset) or sum(r.amount) <> -sum(c.amount)))
      union all
      select 'generation_entry_has_generation', 'entry ' || e.id, e.kind || ' ' || e.reference
      from ledger_entries e
      where e.kind in ('generation_charge', 'generation_refund')
        and not exists (select from generations g where g.user_id = e.user_id and g.id::text = e.reference)
      union all
      -- What of a day's allowance is used up are the operations of that day that were not given back.
      select 'plan_usage_is_counted', 'user ' || coalesce(p.user_id, g.user_id),
        coalesce(p.day, g.plan_day) || ': used ' || coalesce(p.used, 0) || ', operations ' || coalesce(g.used, 0)
      from plan_usage p
      full join (
        select user_id, plan_day, count(*) as used from generations
        where paid_with = 'plan' and status not in ('failed', 'cancelled')
        group by user_id, plan_day
      ) g on g.user_id = p.user_id and g.plan_day = p.day
      where coalesce(p.used, 0) <> coalesce(g.used, 0)
      union all
      select 'media_has_generation', 'media ' || m.id, 'generation ' || m.generation_id
      from media m
      where not exists (
        select from generations g
        where g.user_id = m.user_id and g.id = m.generation_id and g.status = 'succeeded'
          and m.position < g.media_count)
      union all
      select 'succeeded_has_media', 'generation ' || g.id, 'media_count ' || g.media_count
      from generations g
      where (g.status = 'succeeded' and g.media_count < 1)
        or (g.status <> 'succeeded' and g.media_count <> 0)
      union all
      -- Nothing stays in work long after its deadline.
      select 'generation_ends', 'generation ' || g.id, 'status ' || g.status || ', deadline ' || g.deadline_at
      from generations g
      where g.status in ('queued', 'running') and g.deadline_at < now() - interval '15 minutes'
      union all
      -- Every credited charge has its one top-up, and no top-up stands alone.
      select 'charge_credited_once', c.provider || ' charge ' || c.charge_id,
        'coins ' || c.coins || ', top-ups ' || count(e.id) || ' sum ' || coalesce(sum(e.amount), 0)
      from payment_charges c
      left join ledger_entries e on e.user_id = c.user_id and e.asset = 'coins'
        and e.kind = 'topup' and e.reference = c.provider || ':' || c.charge_id
      group by c.provider, c.charge_id
      having count(e.id) <> (c.coins > 0)::int or coalesce(sum(e.amount), 0) <> c.coins
      union all
      select 'topup_has_charge', 'entry ' || e.id, e.reference
      from ledger_entries e
      where e.kind = 'topup' and not exists (
        select from payment_charges c
        where c.user_id = e.user_id and c.provider || ':' || c.charge_id = e.reference)
      union all
      -- A reversal belongs to a charge that was given back.
      select 'topup_reversal_has_refund', 'entry ' || e.id, e.reference
      from ledger_entries e
      where e.kind = 'topup_reversal' and not exists (
        select from payment_charges c
        where c.user_id = e.user_id and c.provider || ':' || c.charge_id = e.reference
          and c.status = 'refunded')
      union all
      -- Paid as long as one of its charges is kept, refunded when all are given back.
      select 'order_status_follows_charges', 'payment ' || p.id,
        'status ' || p.status || ', charges ' || count(c.charge_id)
          || ', kept ' || count(c.charge_id) filter (where c.status <> 'refunded')
      from payments p
      left join payment_charges c on c.user_id = p.user_id and c.payment_id = p.id
      group by p.user_id, p.id
      having case
        when count(c.charge_id) filter (where c.status <> 'refunded') > 0 then p.status <> 'succeeded'
        when count(c.charge_id) > 0 then p.status <> 'refunded'
        else p.status in ('succeeded', 'refunded')
      end
      union all
      -- Nobody is credited for anything but what was ordered.
      select 'charge_fits_order', c.provider || ' charge ' || c.charge_id,
        c.amount || ' ' || c.currency || ' for ' || p.amount || ' ' || p.currency
      from payment_charges c
      join payments p on p.user_id = c.user_id and p.id = c.payment_id
      where (c.provider, c.amount, c.currency, c.coins, c.credits)
        is distinct from (p.provider, p.amount, p.currency, p.coins, p.credits)
      union all
      -- A charge for a plan has given it once, and took it back when it was given back.
      select 'plan_charge_granted', c.provider || ' charge ' || c.charge_id,
        'status ' || c.status || ', plan ' || p.plan_code
      from payment_charges c
      join payments p on p.user_id = c.user_id and p.id = c.payment_id and p.plan_code is not null
      left join plan_grants g on g.user_id = c.user_id and g.provider = c.provider
        and g.charge_id = c.charge_id
      where g.user_plan_id is null or (g.revoked_at is not null) <> (c.status = 'refunded')
      union all
      -- A refunded charge gave back its coins, or says how many were missing.
      select 'refund_takes_coins', c.provider || ' charge ' || c.charge_id,
        'coins ' || c.coins || ', taken ' || coalesce(-e.amount, 0) || ', missing ' || coalesce(s.missing, 0)
      from payment_charges c
      left join ledger_entries e on e.user_id = c.user_id and e.asset = 'coins'
        and e.kind = 'topup_reversal' and e.reference = c.provider || ':' || c.charge_id
      left join ledger_shortfalls s on s.user_id = c.user_id and s.asset = 'coins'
        and s.kind = 'topup_reversal' and s.reference = c.provider || ':' || c.charge_id
      where coalesce(-e.amount, 0) + coalesce(s.missing, 0)
        <> case when c.status = 'refunded' then c.coins else 0 end
      union all
      select 'promo_within_limits', 'promo ' || p.code,
        'taken ' || p.taken || ', rows ' || count(u.promo_id) || ', max ' || coalesce(p.max_uses::text, 'none')
      from promo_codes p
      left join promo_uses u on u.promo_id = p.id
      group by p.id
      having count(u.promo_id) <> p.taken or count(u.promo_id) > p.max_uses or max(u.nth) > p.per_user
      union all
      select 'promo_released', 'promo use ' || u.promo_id || ' of user ' || u.user_id, 'payment ' || u.payment_id
      from promo_uses u
      join payments p on p.user_id = u.user_id and p.id = u.payment_id
      where (u.used_at is null and p.status not in ('created', 'pending'))
        or (u.used_at is not null and p.status not in ('succeeded', 'refunded'))
      union all
      select 'referral_bonus_once', 'referral of ' || referee_user_id, 'entries ' || bonus_entries
      from audit.referrals where bonus_entries > 1
      union all
      -- Nobody is their own inviter's inviter, over however many people.
      select 'referral_not_circular', 'referral of ' || person, 'comes back to itself'
      from (
        with recursive up (person, inviter) as (
          select referee_user_id, referrer_user_id from referrals
          union
          select up.person, r.referrer_user_id from up join referrals r on r.referee_user_id = up.inviter
        )
        select person from up where person = inviter
      ) circle
      union all
      -- Bonuses of invites go to the two people of an invite that has been paid.
      select 'referral_bonus_has_referral', 'entry ' || e.id, e.reference
      from ledger_entries e
      where e.kind = 'referral_bonus' and not exists (
        select from referrals r
        where r.paid_at is not null and r.referee_user_id::text = split_part(e.reference, ':', 2)
          and e.user_id = case split_part(e.reference, ':', 1)
            when 'inviter' then r.referrer_user_id
            when 'friend' then r.referee_user_id end)
      union all
      -- A share is of a charge of somebody whom the person has invited.
      select 'referral_share_has_charge', 'entry ' || e.id, e.reference
      from ledger_entries e
      where e.kind = 'referral_share' and not exists (
        select from payment_charges c
        join referrals r on r.referee_user_id = c.user_id and r.referrer_user_id = e.user_id
        where c.provider || ':' || c.charge_id = e.reference)
      union all
      -- The share of a charge goes back with the charge.
      select 'referral_share_follows_charge', 'entry ' || e.id, e.reference
      from ledger_entries e
      where e.kind = 'referral_share' and exists (
        select from payment_charges c
        where c.provider || ':' || c.charge_id = e.reference and c.status = 'refunded')
        and not exists (
          select from ledger_entries back
          where back.user_id = e.user_id and back.kind = 'referral_share_reversal'
            and back.reference = e.reference)
        and not exists (
          select from ledger_shortfalls short
          where short.user_id = e.user_id and short.kind = 'referral_share_reversal'
            and short.reference = e.reference)
      union all
      -- Something is missing only when nothing was left.
      select 'shortfall_leaves_nothing', 'user ' || s.user_id || ' ' || s.kind || ' ' || s.reference,
        'missing ' || s.missing || ' of ' || s.requested || ', left ' || coalesce(e.balance_after, 0)
      from ledger_shortfalls s
      left join ledger_entries e on e.user_id = s.user_id and e.asset = s.asset and e.kind = s.kind
        and e.reference = s.reference
      where coalesce(e.balance_after, 0) <> 0 or coalesce(-e.amount, 0) + s.missing <> s.requested
      union all
      -- What is taken back is exactly what was given: as much as was there, and the rest as a shortfall.
      select 'reversal_fits_original', 'user ' || back.user_id || ' ' || back.kind || ' ' || back.reference,
        'given ' || coalesce(given.amount, 0) || ', taken back ' || back.total
      from (
        select user_id, asset, kind, reference, sum(part) as total from (
          select user_id, asset, kind, reference, -amount as part from ledger_entries
          union all
          select user_id, asset, kind, reference, missing from ledger_shortfalls
        ) parts
        where right(kind, 9) = '_reversal'
        group by user_id, asset, kind, reference
      ) back
      left join ledger_entries given on given.user_id = back.user_id and given.asset = back.asset
        and given.kind = left(back.kind, -9) and given.reference = back.reference
      where coalesce(given.amount, 0) <> back.total
      union all
      select 'promo_grant_has_use', 'entry ' || e.id, e.kind || ' ' || e.reference
      from ledger_entries e
      where (e.kind = 'promo_bonus' or (e.kind = 'free_grant' and e.reference like 'PROMOCODE:%'))
        and not exists (
          select from promo_uses u
          where u.user_id = e.user_id and u.used_at is not null
            and u.promo_id || ':' || u.nth = replace(e.reference, 'PROMOCODE:', ''))
      union all
      -- A used code has given what its person was answered.
      select 'promo_use_has_grant', 'promo use ' || u.promo_id || ' of user ' || u.user_id,
        (u.answer ->> 'kind') || ' ' || (u.answer ->> 'value')
      from promo_uses u
      where u.answer ->> 'kind' in ('bonus_coins', 'free_operations', 'free_trainings')
        and not exists (
          select from ledger_entries e
          where e.user_id = u.user_id and e.kind in ('promo_bonus', 'free_grant')
            and replace(e.reference, 'PROMOCODE:', '') = u.promo_id || ':' || u.nth
            and e.amount = (u.answer ->> 'value')::bigint)
      union all
      select 'plan_credits_have_grant', 'entry ' || e.id, e.reference || ' ' || e.amount
      from ledger_entries e
      where e.kind = 'plan_credits' and not exists (
        select from plan_grants g
        where g.user_id = e.user_id and g.provider || ':' || g.charge_id = e.reference
          and g.credits = e.amount)
      union all
      select 'badge_reward_has_badge', 'entry ' || e.id, e.reference
      from ledger_entries e
      where e.kind = 'badge_reward' and not exists (
        select from user_badges b where b.user_id = e.user_id and b.badge = e.reference)
      union all
      select 'level_reward_was_reached', 'entry ' || e.id, 'level ' || e.reference
      from ledger_entries e
      where e.kind = 'level_reward' and not exists (
        select from user_counters c
        where c.user_id = e.user_id and c.metric = 'level' and c.value >= e.reference::bigint)
      union all
      -- A webinar's reward is held by a place, and what no place holds has been taken back.
      select 'webinar_reward_is_held', 'user ' || coalesce(e.user_id, r.user_id),
        coalesce(e.reference, r.webinar_id || ':' || r.nth)
      from (
        select e.user_id, e.reference from ledger_entries e
        where e.kind = 'webinar_reward' and not exists (
          select from ledger_entries back
          where back.user_id = e.user_id and back.kind = 'webinar_reward_reversal'
            and back.reference = e.reference
        ) and not exists (
          select from ledger_shortfalls short
          where short.user_id = e.user_id and short.kind = 'webinar_reward_reversal'
            and short.reference = e.reference)
      ) e
      full join (select * from webinar_registrations where holds_reward) r
        on r.user_id = e.user_id and r.webinar_id || ':' || r.nth = e.reference
      where e.user_id is null or r.user_id is null or r.state <> 'registered'
    $$;
  `,
  down: `drop schema audit cascade;`,
};
