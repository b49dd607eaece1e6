/** Messages that the bot sends by itself: written in the transaction of their cause, sent afterwards. */
import { MAX_MESSAGE_LENGTH } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import { toStorable } from '../../core/storable.ts';
import type { Tx } from '../../db/database.ts';
import { fromNow } from '../../db/values.ts';
import { OutboxMessage as StoredMessage } from './models.ts';
import { type OutboxMessage, waitsMs } from './outboxMessages.ts';

export {
  addMessages,
  countOutcomes,
  countWaiting,
  hasUnsettled,
  holdMessages,
  listSenders,
  type Outcomes,
  releaseMessages,
  settleAbandoned,
  withdrawMessages,
} from './broadcastMessages.ts';
export { composeMessage } from './messages.ts';
export { type NewPicture, storePicture } from './pictures.ts';
export { isRefusedBot, isTokenRefused } from './refusedBots.ts';
export { sendComposed } from './send.ts';

export interface Notice {
  userId: number;
  /** The bot that writes. */
  botName: string;
  /** The event, unique within its kind: the same one is told once. */
  key: string;
  message: OutboxMessage;
}

/** Sends a message to a person through the bot, once the transaction is committed. */
export async function notify(app: AppContext, tx: Tx, notice: Notice): Promise<void> {
  const { userId, botName, key, message } = notice;
  const written = await tx.of(StoredMessage).createUnlessExists({
    kind: message.kind,
    key,
    userId,
    botName,
    payload: toStorable(message),
    sendAfter: fromNow({ seconds: (waitsMs[message.kind] ?? 0) / 1000 }),
  });
  if (written) {
    // A hint in a transaction of its own, so that nobody's payment waits for the job queue; when it is lost,
    // the sender's own schedule finds the message.
    tx.onCommit(() => app.deliveryRequests.run());
  }
}

/** Sends a message to the owner's chat of reports, once the transaction is committed. */
export async function writeReport(
  app: AppContext,
  tx: Tx,
  { key, text }: { key: string; text: string },
): Promise<void> {
  const message = { kind: 'owner_report' as const, text: text.slice(0, MAX_MESSAGE_LENGTH) };
  const botName = app.bots.first.name;
  const row = { kind: message.kind, key, userId: null, botName, payload: toStorable(message) };
  if (await tx.of(StoredMessage).createUnlessExists(row)) {
    tx.onCommit(() => app.deliveryRequests.run());
  }
}

/** Renames a bot: its unsent messages are sent under the new name. */
export async function renameSender(tx: Tx, from: string, to: string): Promise<void> {
  await tx.of(StoredMessage).update({ botName: to }, { where: { botName: from, sentAt: null } });
}
