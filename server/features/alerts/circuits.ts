/** Open circuits are alerts: every process knows them, and an admin sees them. */
import { literal } from 'sequelize';
import { computed } from '../../db/computed.ts';
import type { Database, Tx } from '../../db/database.ts';
import { NOW } from '../../db/values.ts';
import * as statements from './circuitStatements.ts';
import { Alert } from './models.ts';

export interface Circuit {
  kind: 'provider_down' | 'model_down';
  /** The provider's name, and for one of its models `provider:model`. */
  key: string;
}

/** Half open when false. */
const isOpen = literal(`(detail ->> 'until')::timestamptz > now()`);

/** Circuits with an open alert, and whether they are open now or half open. */
export async function readCircuits(
  db: Database,
): Promise<(Pick<Alert, 'kind' | 'key'> & { isOpen: boolean })[]> {
  const rows = await db
    .of(Alert)
    .scope('open', 'circuits')
    .findAll({ attributes: ['kind', 'key', [isOpen, 'isOpen']] });
  return rows.map((row) => ({
    kind: row.kind,
    key: row.key,
    isOpen: computed<boolean>(row, 'isOpen'),
  }));
}

/** Opens a circuit for `minS` seconds, each time in a row for twice as long, at most `maxS`. */
export async function openCircuit(
  tx: Tx,
  { kind, key }: Circuit,
  why: { reason: string; text: string; minS: number; maxS: number },
): Promise<void> {
  const { reason, text, minS, maxS } = why;
  await tx.query(statements.openCircuit, [kind, key, reason, text, minS, maxS]);
}

export async function closeCircuit(tx: Tx, { kind, key }: Circuit): Promise<void> {
  await tx.of(Alert).scope('open').update({ resolvedAt: NOW }, { where: { kind, key } });
}
