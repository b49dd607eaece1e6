import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- What is sent to create the checkout session, kept from before the first attempt until the answer:
    -- a provider refuses another body under the same idempotence key.
    alter table payments add column checkout_request jsonb;

    alter table payment_charges
      -- How often a refund has been begun; each attempt has an idempotence key of its own.
      add column refund_attempts integer not null default 0 check (refund_attempts >= 0),
      add column refund_requested_at timestamptz,
      add column refund_request jsonb,
      -- The provider's id of the running attempt.
      add column provider_refund_id text;
    update payment_charges set refund_attempts = 1, refund_requested_at = created_at
      where refund_reason is not null or status = 'refunding';
  `,
  down: `
    alter table payment_charges drop column provider_refund_id, drop column refund_request,
      drop column refund_requested_at, drop column refund_attempts;
    alter table payments drop column checkout_request;
  `,
};
