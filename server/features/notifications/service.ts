/** Messages that the bot writes by itself: written down with what causes them, sent afterwards. */
import type { AppContext } from '../../app/context.ts';
import { toJsonb } from '../../core/storable.ts';
import type { Tx } from '../../db/database.ts';
import { requestDelivery } from './deliver.ts';
import { type OutboxMessage, waitsMs } from './outboxMessages.ts';
import { insertMessage } from './statements.ts';

export interface Notice {
  userId: number;
  /** The bot that writes. */
  botName: string;
  /** What happened, within its kind: the same is told once. */
  key: string;
  message: OutboxMessage;
}

/** Tells a person something through the bot, once the transaction has been committed. */
export async function notify(app: AppContext, tx: Tx, notice: Notice): Promise<void> {
  const { kind } = notice.message;
  const waits = waitsMs[kind] ?? 0;
  const rows = await tx.query(insertMessage, [
    kind,
    notice.key,
    notice.userId,
    notice.botName,
    toJsonb(notice.message),
    waits,
  ]);
  if (rows.length > 0) {
    // A hint in a transaction of its own, so that nobody's payment waits for the job queue; when it
    // is lost, the sender's own schedule finds the message.
    tx.onCommit(() => requestDelivery(app));
  }
}
