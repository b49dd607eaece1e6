/**
 * Notifications of providers. Each has a key unique within its source and is processed once: in the same
 * transaction as its effect, so that neither a repetition nor a crash can process it twice or lose it.
 */
import { literal, Op } from 'sequelize';
import { toStorable } from '../../core/storable.ts';
import type { Database, Tx } from '../../db/database.ts';
import { ago, NOW, plus } from '../../db/values.ts';
import { InboxEvent as StoredEvent } from './models.ts';

const MAX_REASON_LENGTH = 1000;
const MAX_OPEN_EVENTS = 100;
const NORMAL_RUN_S = 30;
const KEPT_DAYS = 90;

export interface InboxEvent {
  /** The sender: `telegram:<bot>`, or the name of a provider. */
  source: string;
  /** Identifies the notification within its source. */
  key: string;
  payload: unknown;
}

/** A claimed event counts as processed once this transaction is committed. */
const NOT_PROCESSED = { processedAt: null };

/**
 * Stores a notification to be processed later.
 * @returns false when it is stored already.
 */
export async function storeEvent(tx: Tx, event: InboxEvent): Promise<boolean> {
  return (await tx.of(StoredEvent).createUnlessExists(rowOf(event))) !== null;
}

/**
 * Claims a notification; it counts as processed when this transaction is committed. A parallel copy waits
 * here for that.
 * @returns false when it was processed before: do nothing.
 */
export async function claimEvent(tx: Tx, event: InboxEvent): Promise<boolean> {
  const events = tx.of(StoredEvent);
  const claimed = { processedAt: NOW, lastError: null };
  if (await events.createUnlessExists({ ...rowOf(event), ...claimed, attempts: 1 })) {
    return true;
  }
  const count = await events.update(
    { ...claimed, attempts: plus('attempts', 1) },
    { where: { ...keyOf(event), ...NOT_PROCESSED } },
  );
  return count > 0;
}

/**
 * Keeps a notification whose processing failed.
 * @param reason without secrets (`redactor.reason`): it is stored. @returns how often it has failed. */
export async function recordFailure(tx: Tx, event: InboxEvent, reason: string): Promise<number> {
  const events = tx.of(StoredEvent);
  const lastError = toStorable(reason.slice(0, MAX_REASON_LENGTH));
  if (await events.createUnlessExists({ ...rowOf(event), attempts: 1, lastError })) {
    return 1;
  }
  const [row] = await events.updateReturning(
    { attempts: plus('attempts', 1), lastError },
    { where: { ...keyOf(event), ...NOT_PROCESSED } },
  );
  return row?.attempts ?? 0;
}

/** Those that have waited longer than a normal run takes and have been tried fewer than `attempts` times. */
export async function readOpen(db: Database, source: string, attempts: number) {
  const rows = await db.of(StoredEvent).findAll({
    where: {
      source,
      ...NOT_PROCESSED,
      attempts: { [Op.lt]: attempts },
      receivedAt: { [Op.lt]: ago({ seconds: NORMAL_RUN_S }) },
    },
    order: [['receivedAt', 'ASC']],
    limit: MAX_OPEN_EVENTS,
  });
  return rows.map(toOpen);
}

/** A notification that has not been processed yet; null when it has been, or is unknown. */
export async function findOpen(db: Database, source: string, eventKey: string) {
  const event = await db.of(StoredEvent).findOne({ where: { source, eventKey, ...NOT_PROCESSED } });
  return event && toOpen(event);
}

/**
 * Erases a person from notifications. An unprocessed one keeps the number that its effect needs, and no name.
 */
export async function eraseEvents(tx: Tx, telegramId: number): Promise<void> {
  const theirs = literal(`payload @? '$.**.id ? (@ == ${Number(telegramId)})'`);
  const events = tx.of(StoredEvent);
  const done = { processedAt: { [Op.ne]: null } };
  await events.update({ payload: {} }, { where: { [Op.and]: [done, theirs] } });
  const nameless = ['from', 'chat']
    .flatMap((who) =>
      ['first_name', 'last_name', 'username'].map((name) => `{message,${who},${name}}`),
    )
    .map((path) => ` #- '${path}'`)
    .join('');
  await events.update(
    { payload: literal(`payload${nameless}`) },
    { where: { [Op.and]: [{ processedAt: null }, theirs] } },
  );
}

/** Renames a source: unprocessed events are moved to the new name; those stored there already stay. */
export async function renameEvents(tx: Tx, from: string, to: string): Promise<void> {
  await tx.of(StoredEvent).rename('source', { from, to, key: ['eventKey'] }, NOT_PROCESSED);
}

/** Purges events that won't be repeated any more. */
export async function purgeOldEvents(tx: Tx): Promise<void> {
  const isOld = { processedAt: { [Op.lt]: ago({ days: KEPT_DAYS }) } };
  await tx.of(StoredEvent).destroy({ where: isOld });
}

function toOpen({ eventKey: key, payload, attempts }: StoredEvent) {
  return { key, payload, attempts };
}

function keyOf({ source, key }: InboxEvent) {
  return { source, eventKey: key };
}

function rowOf(event: InboxEvent) {
  return { ...keyOf(event), payload: toStorable(event.payload) };
}
