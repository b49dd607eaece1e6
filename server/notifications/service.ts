/** Messages that the bot writes by itself: written down with what causes them, sent afterwards. */
import type { AppContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import type { OutboxMessage } from './messages.ts';

export interface Notice {
  userId: number;
  /** The bot that writes. */
  botName: string;
  /** What happened, within its kind: the same is told once. */
  key: string;
  message: OutboxMessage;
  /** Not before this time. */
  sendAfter?: Date;
}

const insertMessage = sql<{ id: number }>(`
  insert into outbox_messages (kind, key, user_id, bot_name, payload, send_after)
  values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, now()))
  on conflict (kind, key) do nothing returning id
`);

/** Tells a person something through the bot, once the transaction has been committed. */
export async function notify(_app: AppContext, tx: Tx, notice: Notice): Promise<void> {
  await tx.query(insertMessage, [
    notice.message.kind,
    notice.key,
    notice.userId,
    notice.botName,
    JSON.stringify(notice.message),
    notice.sendAfter ?? null,
  ]);
}
