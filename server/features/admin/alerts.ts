/** Alerts that need an admin's attention. */
import type { z } from 'zod';
import type {
  AdminAlert,
  alertsInput,
  resolveAlertInput,
  resolveAlertOutput,
} from '../../../shared/schemas/admin.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { readObject } from '../../core/storable.ts';
import { closeAlert, listAlertRows } from '../alerts/service.ts';
import { runAuditedAction } from './actions.ts';
import { placeOf, toPage } from './pages.ts';

/** Newest first. */
export async function listAlerts(app: AppContext, input: z.infer<typeof alertsInput>) {
  const { filter, cursor, limit } = input;
  const rows = await listAlertRows(app.db, {
    onlyOpen: filter !== 'all',
    before: placeOf(cursor),
    limit: limit + 1,
  });
  return toPage(
    rows,
    limit,
    (row): AdminAlert => ({
      id: row.id,
      kind: row.kind,
      key: row.key,
      detail: readObject(row.detail),
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }),
  );
}

/** Closes an alert by hand. @throws DomainError NOT_FOUND, IDEMPOTENCY_CONFLICT */
export async function resolveAlert(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof resolveAlertInput>,
): Promise<z.infer<typeof resolveAlertOutput>> {
  const action = { name: 'alert.resolve', target: `alert:${input.alertId}` } as const;
  return await runAuditedAction(app, actor, action, input, async (tx) => {
    const closed = await closeAlert(tx, input.alertId, app.now());
    if (!closed) {
      throw new DomainError('NOT_FOUND');
    }
    const { before, alert } = closed;
    return {
      before: { kind: alert.kind, key: alert.key, resolvedAt: before?.toISOString() ?? null },
      after: { resolvedAt: (alert.resolvedAt ?? app.now()).toISOString() },
    };
  });
}
