/** Open circuits are alerts: every process knows them, and an admin sees them. */
import { fn } from 'sequelize';
import { z } from 'zod';
import { toStorable } from '../../core/storable.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import { computed } from '../../db/computed.ts';
import type { Database, Tx } from '../../db/database.ts';
import { NOW } from '../../db/values.ts';
import { Alert } from './models.ts';

export interface Circuit {
  kind: 'provider_down' | 'model_down';
  /** The provider's name, or `provider:model` for one of its models. */
  key: string;
}

/** Beyond this many times in a row the time is not doubled any more. */
const MAX_DOUBLINGS = 16;

/** What the alert of a circuit keeps. One that says no moment, as when written by hand, is half open. */
const circuitDetail = z
  .object({
    /** Milliseconds since 1970. */
    until: z
      .string()
      .transform((text) => Date.parse(text) || 0)
      .catch(0),
    times: z.int().min(1).catch(1),
  })
  .catch({ until: 0, times: 1 });

/** The database's clock, which all processes share. */
const readAt = [fn('now'), 'readAt'] as const;
const isOpen = (row: Alert): boolean =>
  circuitDetail.parse(row.detail).until > computed<Date>(row, 'readAt').getTime();

/** Circuits with an open alert, and whether they are open now or half open. */
export async function readCircuits(
  db: Database,
): Promise<(Pick<Alert, 'kind' | 'key'> & { isOpen: boolean })[]> {
  const rows = await db
    .of(Alert)
    .scope('open', 'circuits')
    .findAll({ attributes: ['kind', 'key', 'detail', [...readAt]] });
  return rows.map((row) => ({ kind: row.kind, key: row.key, isOpen: isOpen(row) }));
}

/**
 * Opens a circuit for `minS` seconds, each time in a row for twice as long, at most `maxS`. One that is
 * open stays as it is, so that several processes that see the same failure open it once.
 */
export async function openCircuit(
  tx: Tx,
  { kind, key }: Circuit,
  why: { reason: string; text: string; minS: number; maxS: number },
): Promise<void> {
  const alerts = tx.of(Alert);
  await alerts.createUnlessExists({ kind, key, detail: {} });
  const row = await alerts.findOne({
    attributes: { include: [[...readAt]] },
    where: { kind, key },
    lock: FOR_NO_KEY_UPDATE,
    rejectOnEmpty: true,
  });
  const isRaised = row.resolvedAt === null;
  if (isRaised && isOpen(row)) {
    return;
  }
  const { reason, text, minS, maxS } = why;
  const known = circuitDetail.parse(row.detail);
  const times = isRaised && known.until > 0 ? known.times + 1 : 1;
  const seconds = Math.min(minS * 2 ** Math.min(times - 1, MAX_DOUBLINGS), maxS);
  const until = new Date(computed<Date>(row, 'readAt').getTime() + seconds * 1000).toISOString();
  await alerts.save(row, {
    detail: toStorable({ reason, text, times, until }),
    resolvedAt: null,
    ...(isRaised ? {} : { createdAt: NOW }),
  });
}

export async function closeCircuit(tx: Tx, { kind, key }: Circuit): Promise<void> {
  await tx.of(Alert).scope('open').update({ resolvedAt: NOW }, { where: { kind, key } });
}
