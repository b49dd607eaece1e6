/**
 * Notifications of providers. Each has a key within its source and is processed once: in the same
 * transaction as its effect, so that neither a repetition nor a crash can do it twice or lose it.
 */
import { literal, Op } from 'sequelize';
import { toJsonb, toStorable } from '../../core/storable.ts';
import type { Database, Tx } from '../../db/database.ts';
import { sql } from '../../db/statement.ts';
import { InboxEvent as StoredEvent } from './models.ts';

const MAX_REASON_LENGTH = 1000;

export interface InboxEvent {
  /** Who sent it: `telegram:<bot>`, or the name of a provider. */
  source: string;
  /** Names the notification within its source. */
  key: string;
  payload: unknown;
}

const insertEvent = sql<{ event_key: string }>(`
  insert into inbox_events (source, event_key, payload) values ($1, $2, $3)
  on conflict (source, event_key) do nothing returning event_key
`);

const takeOpenEvent = sql<{ event_key: string }>(`
  insert into inbox_events as known (source, event_key, payload, processed_at, attempts)
  values ($1, $2, $3, now(), 1)
  on conflict (source, event_key) do update
    set processed_at = now(), attempts = known.attempts + 1, last_error = null
    where known.processed_at is null
  returning event_key
`);

const keepFailedEvent = sql<{ attempts: number }>(`
  insert into inbox_events as known (source, event_key, payload, attempts, last_error)
  values ($1, $2, $3, 1, $4)
  on conflict (source, event_key) do update
    set attempts = known.attempts + 1, last_error = excluded.last_error
    where known.processed_at is null
  returning attempts
`);

const readOpenEvents = sql<{ key: string; payload: unknown; attempts: number }>(`
  select event_key as key, payload, attempts from inbox_events
  where source = $1 and processed_at is null and attempts < $2
    and received_at < now() - interval '30 seconds'
  order by received_at limit 100
`);

const findOpenEvent = sql<{ payload: unknown; attempts: number }>(`
  select payload, attempts from inbox_events
  where source = $1 and event_key = $2 and processed_at is null
`);

const deleteOldEvents = sql(`
  delete from inbox_events where processed_at < now() - interval '90 days'
`);

/** Stores a notification to be processed later. @returns false when it is known already. */
export async function storeEvent(tx: Tx, event: InboxEvent): Promise<boolean> {
  return (await tx.query(insertEvent, valuesOf(event))).length > 0;
}

/**
 * Begins to process a notification; it counts as done when this transaction is committed. A parallel
 * copy waits here for that.
 * @returns false when it was done before: do nothing.
 */
export async function claimEvent(tx: Tx, event: InboxEvent): Promise<boolean> {
  return (await tx.query(takeOpenEvent, valuesOf(event))).length > 0;
}

/**
 * Keeps a notification whose processing failed.
 * @param reason without secrets (`redactor.reason`): it is stored. @returns how often it has failed. */
export async function recordFailure(tx: Tx, event: InboxEvent, reason: string): Promise<number> {
  const [row] = await tx.query(keepFailedEvent, [
    ...valuesOf(event),
    toStorable(reason.slice(0, MAX_REASON_LENGTH)),
  ]);
  return row?.attempts ?? 0;
}

/** Those that wait longer than a normal run takes and have been tried fewer than `attempts` times. */
export async function readOpen(db: Database, source: string, attempts: number) {
  return await db.query(readOpenEvents, [source, attempts]);
}

/** A notification that has not been processed yet; null when it has been, or is unknown. */
export async function findOpen(db: Database, source: string, key: string) {
  const [event] = await db.query(findOpenEvent, [source, key]);
  return event ?? null;
}

/**
 * Erases a person from notifications. One that has not been worked on yet keeps the number that its effect
 * needs, and no name.
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

/** Forgets what nobody will repeat any more. */
export async function purgeOldEvents(tx: Tx): Promise<void> {
  await tx.query(deleteOldEvents);
}

function valuesOf({ source, key, payload }: InboxEvent) {
  return [source, key, toJsonb(payload)];
}
