import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- The team narrows works and people by what few of them are; each list goes on by id.
    create index generations_model_latest on generations (model, id desc);
    create index generations_provider_latest on generations (provider, id desc) where provider is not null;
    create index generations_operation_latest on generations (operation, id desc);
    create index generations_failed_latest on generations (id desc) where status = 'failed';
    create index generations_cancelled_latest on generations (id desc) where status = 'cancelled';
    create index generations_failure_latest on generations (failure, id desc) where failure is not null;
  `,
  down: `
    drop index generations_failure_latest;
    drop index generations_cancelled_latest;
    drop index generations_failed_latest;
    drop index generations_operation_latest;
    drop index generations_provider_latest;
    drop index generations_model_latest;
  `,
};
