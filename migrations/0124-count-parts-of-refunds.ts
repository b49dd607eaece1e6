import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- How much of a charge its provider has given back in all, and up to where the running refund goes
    -- (null: to the whole amount).
    alter table payment_charges
      add column refunded_amount bigint not null default 0 check (refunded_amount >= 0),
      add column refund_target bigint check (refund_target > 0);
    update payment_charges set refunded_amount = amount where status = 'refunded';

    -- Each part of a charge that was given back, and the coins that went with it.
    create table payment_refunds (
      user_id bigint not null,
      provider text not null,
      charge_id text not null,
      -- What had been given back with this part.
      up_to bigint not null,
      amount bigint not null check (amount > 0),
      currency text not null,
      coins bigint not null check (coins >= 0),
      -- By us; otherwise in the provider's cabinet, or by a chargeback.
      asked boolean not null,
      refunded_at timestamptz not null,
      created_at timestamptz not null default now(),
      primary key (user_id, provider, charge_id, up_to)
    );
    insert into payment_refunds (user_id, provider, charge_id, up_to, amount, currency, coins, asked,
      refunded_at, created_at)
    select user_id, provider, charge_id, amount, amount, currency, coins, refund_attempts > 0,
      refunded_at, refunded_at
    from payment_charges where status = 'refunded' and refunded_at is not null;
    create index payment_refunds_refunded_at on payment_refunds (refunded_at);

    -- What else happened to an order: questions and news of its provider, without what is secret in them.
    create table payment_events (
      user_id bigint not null,
      payment_id uuid not null,
      id bigint generated always as identity,
      kind text not null,
      detail jsonb not null default '{}',
      created_at timestamptz not null default now(),
      primary key (user_id, payment_id, id),
      foreign key (user_id, payment_id) references payments (user_id, id)
    );

    -- What providers list: every payment and every refund of the last months, each once.
    create table provider_lines (
      provider text not null,
      kind text not null check (kind in ('payment', 'refund')),
      id text not null,
      charge_id text not null,
      amount bigint not null,
      currency text not null,
      at timestamptz not null,
      -- The day in UTC to which it counts: that of our own record where there is one.
      day date not null,
      primary key (provider, kind, id)
    );
    create index provider_lines_day on provider_lines (day, provider);
  `,
  down: `
    drop table provider_lines;
    drop table payment_events;
    drop table payment_refunds;
    alter table payment_charges drop column refund_target, drop column refunded_amount;
  `,
};
