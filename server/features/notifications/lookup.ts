/** The delivery state of the bot's messages. */
import type { Reader } from '../../db/repository.ts';
import { OutboxMessage as StoredMessage } from './models.ts';
import type { OutboxKind } from './outboxMessages.ts';

export {
  type BroadcastContent,
  broadcastContent,
  type OutboxMessage,
  type WebinarChange,
  webinarChanges,
} from './outboxMessages.ts';
export { findThumb } from './pictures.ts';
export { reportChat } from './reportChat.ts';

export type DeliveryState = 'waiting' | 'sent' | 'failed';

/** @returns the state of each message by its key; none where the message has been purged. */
export async function readDeliveries(
  db: Reader,
  kind: OutboxKind,
  keys: readonly string[],
): Promise<Map<string, DeliveryState>> {
  const rows =
    keys.length === 0
      ? []
      : await db.of(StoredMessage).findAll({ where: { kind, key: [...keys] } });
  return new Map(rows.map((row) => [row.key, stateOf(row)]));
}

/** `infinity`, read as a number, means claimed: in flight at this moment, or given up. */
function stateOf({ sentAt, sendAfter, lastError }: StoredMessage): DeliveryState {
  if (sentAt !== null) {
    return 'sent';
  }
  return Number.isFinite(Number(sendAfter)) || lastError === 'sending' ? 'waiting' : 'failed';
}
