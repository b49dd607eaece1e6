import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    create table payments (
      user_id bigint not null references users (id),
      id uuid not null constraint payments_id_key unique,
      request_id uuid not null,
      request_hash bytea not null,
      bot_name text not null,
      provider text not null check (provider in ('stars', 'yookassa')),
      method text not null,
      -- What is bought: {type: pack | custom | plan, …}.
      item jsonb not null,
      plan_code text references plans (code),
      coins bigint not null default 0 check (coins >= 0),
      credits bigint not null default 0 check (credits >= 0),
      -- In the smallest unit of the currency: kopecks, whole Stars.
      full_amount bigint not null check (full_amount > 0),
      amount bigint not null check (amount > 0),
      currency text not null check (currency in ('XTR', 'RUB')),
      promo_id bigint references promo_codes (id),
      promo_code text,
      status text not null default 'created'
        check (status in ('created', 'pending', 'succeeded', 'refunded', 'cancelled', 'expired')),
      -- A Star subscription that renews by itself.
      renews boolean not null default false,
      pay_url text,
      provider_payment_id text,
      -- Where the receipt goes, if the shop gives receipts.
      receipt_email text,
      -- The charge that settled it first.
      provider_charge_id text,
      cancel_reason text,
      expires_at timestamptz not null,
      paid_at timestamptz,
      closed_at timestamptz,
      checked_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (user_id, id),
      constraint payments_request_key unique (user_id, request_id),
      constraint payments_provider_payment_key unique (provider, provider_payment_id),
      constraint payments_paid_check
        check ((paid_at is not null) = (status in ('succeeded', 'refunded')))
    );
    create index payments_open on payments (expires_at) where status in ('created', 'pending');
    create index payments_created_at on payments (created_at);

    -- Every single charge: an order may be charged again (a renewal, an invoice paid twice).
    create table payment_charges (
      provider text not null,
      charge_id text not null,
      user_id bigint not null,
      payment_id uuid not null,
      amount bigint not null check (amount > 0),
      currency text not null,
      coins bigint not null,
      credits bigint not null,
      plan_days integer,
      recurring boolean not null default false,
      status text not null default 'credited' check (status in ('credited', 'refunding', 'refunded')),
      refund_reason text,
      paid_at timestamptz not null,
      refunded_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (provider, charge_id),
      foreign key (user_id, payment_id) references payments (user_id, id)
    );
    create index payment_charges_payment on payment_charges (user_id, payment_id);
    create index payment_charges_paid_at on payment_charges (paid_at);
    create index payment_charges_refunding on payment_charges (created_at) where status = 'refunding';

    -- How far the provider's own list of payments has been gone through, and when.
    create table reconcile_positions (
      source text primary key,
      position bigint not null default 0 check (position >= 0),
      ran_at timestamptz not null default '-infinity'
    );

    create table user_plans (
      user_id bigint not null references users (id),
      id uuid not null,
      plan_code text not null references plans (code),
      kind text not null check (kind in ('MONTH', 'YEAR', 'CREDITS', 'PROMO')),
      daily_operations integer,
      starts_at timestamptz not null,
      ends_at timestamptz,
      renews boolean not null default false,
      payment_id uuid,
      -- First charge of a Star subscription: what editUserStarSubscription asks for.
      subscription_charge_id text,
      -- When the subscription is charged next: before the end where days were there already.
      renews_at timestamptz,
      cancelled_at timestamptz,
      created_at timestamptz not null default now(),
      primary key (user_id, id)
    );
    create index user_plans_running on user_plans (user_id, ends_at);

    -- What each charge (or promo code) has given, so that exactly that can be taken back.
    create table plan_grants (
      user_id bigint not null,
      provider text not null,
      charge_id text not null,
      user_plan_id uuid not null,
      credits bigint not null default 0 check (credits >= 0),
      -- The end of the plan before and after; null where nothing ends.
      ends_before timestamptz,
      ends_after timestamptz,
      granted_at timestamptz not null default now(),
      revoked_at timestamptz,
      primary key (user_id, provider, charge_id),
      foreign key (user_id, user_plan_id) references user_plans (user_id, id)
    );

    -- Operations paid by a plan, by day (UTC).
    create table plan_usage (
      user_id bigint not null references users (id),
      day date not null,
      used integer not null default 0 check (used >= 0),
      primary key (user_id, day)
    );

    create table promo_uses (
      promo_id bigint not null references promo_codes (id),
      user_id bigint not null references users (id),
      -- Which of the person's uses it is: 1 … per_user.
      nth integer not null check (nth >= 1),
      request_id uuid,
      bot_name text not null,
      -- The order that holds or used it, for discounts.
      payment_id uuid,
      reserved_at timestamptz not null default now(),
      -- Null while an open order only holds it.
      used_at timestamptz,
      -- What the person was answered, for the same request again.
      answer jsonb,
      primary key (promo_id, user_id, nth)
    );
    create index promo_uses_payment on promo_uses (payment_id) where payment_id is not null;
    create index promo_uses_user on promo_uses (user_id);

    -- Wrong codes of a person in the running hour, so that codes can't be found by trying.
    create table promo_guesses (
      user_id bigint primary key references users (id),
      since timestamptz not null default now(),
      wrong integer not null default 0,
      -- The same wrong code again is not another guess.
      last_code text
    );

    -- Notifications of providers, stored before anything else is done with them.
    create table inbox_events (
      source text not null,
      event_key text not null,
      payload jsonb not null,
      received_at timestamptz not null default now(),
      processed_at timestamptz,
      attempts integer not null default 0,
      last_error text,
      primary key (source, event_key)
    );
    create index inbox_events_open on inbox_events (received_at) where processed_at is null;

    -- Messages to send, written in the transaction that causes them.
    create table outbox_messages (
      id bigint generated always as identity primary key,
      kind text not null,
      key text not null,
      user_id bigint references users (id),
      bot_name text not null,
      payload jsonb not null,
      send_after timestamptz not null default now(),
      sent_at timestamptz,
      attempts integer not null default 0,
      last_error text,
      created_at timestamptz not null default now(),
      constraint outbox_messages_key unique (kind, key)
    );
    -- Broadcasts come last; 'infinity' = taken by a sender, or given up.
    create index outbox_messages_open on outbox_messages ((kind = 'broadcast'), send_after)
      where sent_at is null and send_after < 'infinity';

    -- Who has the app open just now. Worth nothing after a crash, so it is not logged.
    create unlogged table app_presence (
      user_id bigint primary key,
      open_until timestamptz not null
    );

    -- What an admin must look at.
    create table alerts (
      id bigint generated always as identity primary key,
      kind text not null,
      key text not null,
      detail jsonb not null default '{}',
      resolved_at timestamptz,
      created_at timestamptz not null default now(),
      constraint alerts_key unique (kind, key)
    );
  `,
  down: `
    drop table alerts;
    drop table app_presence;
    drop table outbox_messages;
    drop table inbox_events;
    drop table promo_guesses;
    drop table promo_uses;
    drop table plan_usage;
    drop table plan_grants;
    drop table user_plans;
    drop table reconcile_positions;
    drop table payment_charges;
    drop table payments;
  `,
};
