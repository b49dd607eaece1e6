/** What needs an admin's eye. */
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
import { sql } from '../../db/statement.ts';
import { act } from './actions.ts';
import { placeOf, toPage } from './pages.ts';

interface AlertRow {
  id: number;
  kind: string;
  key: string;
  detail: Record<string, unknown>;
  resolved_at: Date | null;
  created_at: Date;
}

const listAlertRows = sql<AlertRow>(`
  select id, kind, key, detail, resolved_at, created_at from alerts
  where ($1 or resolved_at is null) and id < coalesce($2::bigint, 9223372036854775807)
  order by id desc limit $3::int
`);

const lockAlert = sql<AlertRow>(`
  select id, kind, key, detail, resolved_at, created_at from alerts where id = $1 for no key update
`);

const closeAlert = sql<{ resolved_at: Date }>(`
  update alerts set resolved_at = coalesce(resolved_at, now()) where id = $1 returning resolved_at
`);

/** Newest first. */
export async function listAlerts(app: AppContext, input: z.infer<typeof alertsInput>) {
  const { filter, cursor, limit } = input;
  const rows = await app.db.query(listAlertRows, [filter === 'all', placeOf(cursor), limit + 1]);
  return toPage(
    rows,
    limit,
    (row): AdminAlert => ({
      id: row.id,
      kind: row.kind,
      key: row.key,
      detail: row.detail,
      resolvedAt: row.resolved_at?.toISOString() ?? null,
      createdAt: row.created_at.toISOString(),
    }),
  );
}

/** Closes an alert by hand. @throws DomainError NOT_FOUND, IDEMPOTENCY_CONFLICT */
export async function resolveAlert(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof resolveAlertInput>,
): Promise<z.infer<typeof resolveAlertOutput>> {
  const action = { name: 'alert.resolve', target: `alert:${input.alertId}` };
  return await act(app, actor, action, input, async (tx) => {
    const [alert] = await tx.query(lockAlert, [input.alertId]);
    const [closed] = alert ? await tx.query(closeAlert, [alert.id]) : [];
    if (!alert || !closed) {
      throw new DomainError('NOT_FOUND');
    }
    const { kind, key, resolved_at } = alert;
    return {
      before: { kind, key, resolvedAt: resolved_at?.toISOString() ?? null },
      after: { resolvedAt: closed.resolved_at.toISOString() },
    };
  });
}
