/** The messages of broadcasts in the outbox: added a window at a time, held, withdrawn, counted. */
import { col, fn, Op } from 'sequelize';
import { type DeliveryOutcome, deliveryOutcomes } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { ago, NEVER, NOW } from '../../db/values.ts';
import { OutboxMessage } from './models.ts';

export interface Recipient {
  userId: number;
  /** The bot that writes to them. */
  botName: string;
}

const unsettled = (broadcastId: string) => ({ broadcastId, outcome: null });
/** Neither being sent nor put aside. */
const waiting = (broadcastId: string) => ({
  ...unsettled(broadcastId),
  held: false,
  sendAfter: { [Op.lt]: NEVER },
});

/** Adds a broadcast's messages to the outbox. A person who has one already gets no other. */
export async function addMessages(
  app: AppContext,
  tx: Tx,
  broadcastId: string,
  people: readonly Recipient[],
): Promise<void> {
  await tx.of(OutboxMessage).bulkCreate(
    people.map(({ userId, botName }) => ({
      kind: 'broadcast',
      key: `${broadcastId}:${userId}`,
      userId,
      botName,
      payload: { kind: 'broadcast', broadcastId },
      broadcastId,
    })),
    { ignoreDuplicates: true },
  );
  tx.onCommit(() => app.deliveryRequests.run());
}

/** How many wait to be sent. */
export async function countWaiting(tx: Tx, broadcastId: string): Promise<number> {
  return await tx.of(OutboxMessage).count({ where: waiting(broadcastId) });
}

/** Whether some wait, are held or are being sent. */
export async function hasUnsettled(tx: Tx, broadcastId: string): Promise<boolean> {
  const where = unsettled(broadcastId);
  return (await tx.of(OutboxMessage).findOne({ attributes: ['id'], where })) !== null;
}

/** The bots whose messages are not settled. */
export async function listSenders(tx: Tx, broadcastId: string): Promise<string[]> {
  const rows = await tx.of(OutboxMessage).findAll({
    attributes: ['botName'],
    where: unsettled(broadcastId),
    group: ['botName'],
    order: ['botName'],
  });
  return rows.map(({ botName }) => botName);
}

/** Holds waiting messages. Those being sent at this moment still go out. */
export async function holdMessages(tx: Tx, broadcastId: string): Promise<void> {
  const where = waiting(broadcastId);
  await tx.of(OutboxMessage).update({ held: true, sendAfter: NEVER }, { where });
}

/** Releases held messages. */
export async function releaseMessages(app: AppContext, tx: Tx, broadcastId: string): Promise<void> {
  const where = { ...unsettled(broadcastId), held: true };
  const released = await tx.of(OutboxMessage).update({ held: false, sendAfter: NOW }, { where });
  if (released > 0) {
    tx.onCommit(() => app.deliveryRequests.run());
  }
}

/** Withdraws messages that wait or are held. */
export async function withdrawMessages(tx: Tx, broadcastId: string): Promise<void> {
  const where = { ...unsettled(broadcastId), [Op.or]: [{ held: true }, waiting(broadcastId)] };
  await tx
    .of(OutboxMessage)
    .update(
      { held: false, sendAfter: NEVER, outcome: 'withdrawn', lastError: 'withdrawn' },
      { where },
    );
}

/**
 * A message that was being sent when its process died may or may not have gone out, and stays in that state.
 */
export async function settleAbandoned(
  { delivery }: AppContext,
  tx: Tx,
  broadcastId: string,
): Promise<void> {
  const where = {
    ...unsettled(broadcastId),
    held: false,
    sendAfter: { [Op.gte]: NEVER },
    claimedAt: { [Op.lt]: ago({ seconds: delivery.abandonedAfterMs / 1000 }) },
  };
  await tx.of(OutboxMessage).update({ outcome: 'unknown' }, { where });
}

export type Outcomes = Partial<Record<DeliveryOutcome, number>>;

/** The counts of each broadcast's messages by outcome; unsettled ones are left out. */
export async function countOutcomes(
  db: Reader,
  broadcastIds: readonly string[],
): Promise<Map<string, Outcomes>> {
  const found = new Map<string, Outcomes>(broadcastIds.map((id) => [id, {}]));
  const rows = await db.of(OutboxMessage).findAll({
    attributes: ['broadcastId', 'outcome', [fn('count', col('id')), 'attempts']],
    where: { broadcastId: [...broadcastIds], outcome: { [Op.ne]: null } },
    group: ['broadcastId', 'outcome'],
  });
  for (const { broadcastId, outcome, attempts: count } of rows) {
    const outcomes = found.get(broadcastId ?? '');
    const known = deliveryOutcomes.find((one) => one === outcome);
    if (outcomes && known) {
      outcomes[known] = count;
    }
  }
  return found;
}
