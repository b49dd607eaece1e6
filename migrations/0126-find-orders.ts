import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- What the team narrows its lists by; each list goes on by id, newest first.
    create index payments_paid_latest on payments (id desc) where status = 'succeeded';
    create index payments_open_latest on payments (id desc) where status in ('created', 'pending');
    create index payments_refunded_latest on payments (id desc) where status = 'refunded';
    create index payments_failed_latest on payments (id desc) where status in ('cancelled', 'expired');
    create index payments_provider_latest on payments (provider, id desc);
    create index payments_amount on payments (amount);
    create index payment_charges_in_part on payment_charges (payment_id)
      where refunded_amount > 0 and status <> 'refunded';
  `,
  down: `
    drop index payment_charges_in_part;
    drop index payments_amount;
    drop index payments_provider_latest;
    drop index payments_failed_latest;
    drop index payments_refunded_latest;
    drop index payments_open_latest;
    drop index payments_paid_latest;
  `,
};
