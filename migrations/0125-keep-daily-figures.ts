import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- What the team's dashboard adds up: figures of one day in UTC, counted again until they are final.
    create table daily_figures (
      day date not null,
      figure text not null,
      -- What it is a figure of: a provider and currency, a model and outcome, a kind of movement …
      key text not null default '',
      value bigint not null,
      primary key (day, figure, key)
    );
    create index daily_figures_figure on daily_figures (figure, day);

    -- What a day is counted by.
    create index users_launched_at on users (launched_at) where launched_at is not null;
    create index promo_uses_used_at on promo_uses (used_at) where used_at is not null;
    create index referrals_created_at on referrals (created_at);
    drop index payment_charges_paid_at;
    create index payment_charges_paid_at on payment_charges (paid_at)
      include (user_id, provider, currency, amount);
    create index alerts_open on alerts (id desc) where resolved_at is null;
  `,
  down: `
    drop index alerts_open;
    drop index payment_charges_paid_at;
    create index payment_charges_paid_at on payment_charges (paid_at);
    drop index referrals_created_at;
    drop index promo_uses_used_at;
    drop index users_launched_at;
    drop table daily_figures;
  `,
};
