/** What an admin must look at: written down once per cause, closed when it has been dealt with. */
import type { AlertKind } from '../../../shared/closedSets.ts';
import { toJsonb } from '../../core/storable.ts';
import type { Tx } from '../../db/database.ts';
import { sql } from '../../db/statement.ts';

export interface Alert {
  kind: AlertKind;
  /** What it is about; with the kind it names the alert. */
  key: string;
  detail?: Record<string, unknown>;
  /** It has happened once more: one that was closed is opened again. */
  again?: boolean;
}

const insertAlert = sql<{ id: number }>(`
  insert into alerts as known (kind, key, detail) values ($1, $2, $3)
  on conflict (kind, key) do update
    set detail = excluded.detail, resolved_at = null, created_at = excluded.created_at
    where $4::boolean and known.resolved_at is not null
  returning id
`);

const closeAlert = sql(`
  update alerts set resolved_at = now(), detail = detail || $3::jsonb
  where kind = $1 and key = $2 and resolved_at is null
`);

/** @returns false when the same has been raised before, open or closed; with `again` only when open. */
export async function raiseAlert(
  tx: Tx,
  { kind, key, detail = {}, again = false }: Alert,
): Promise<boolean> {
  const rows = await tx.query(insertAlert, [kind, key, toJsonb(detail), again]);
  return rows.length > 0;
}

/** Closes an alert and adds to its detail how it ended; one that is closed stays as it is. */
export async function resolveAlert(tx: Tx, { kind, key, detail = {} }: Alert): Promise<void> {
  await tx.query(closeAlert, [kind, key, toJsonb(detail)]);
}

const openFound = sql(`
  insert into alerts as known (kind, key, detail)
  select $1::text, key, detail from unnest($2::text[], $3::jsonb[]) as found (key, detail)
  on conflict (kind, key) do update set detail = excluded.detail, resolved_at = null,
    created_at = case when known.resolved_at is null then known.created_at else excluded.created_at end
`);

const closeOthers = sql(`
  update alerts set resolved_at = now()
  where kind = $1 and resolved_at is null and not key = any($2::text[])
`);

/**
 * Makes exactly these the open alerts of their kind: opens what is new or has come back, closes what
 * was not found again.
 */
export async function setAlerts(
  tx: Tx,
  kind: AlertKind,
  found: ReadonlyMap<string, Record<string, unknown>>,
): Promise<void> {
  const keys = [...found.keys()];
  const details = [...found.values()].map((detail) => toJsonb(detail));
  await tx.query(openFound, [kind, keys, details]);
  await tx.query(closeOthers, [kind, keys]);
}
