import type { Tx } from '../../db/database.ts';
import { SupportMessage, SupportThread } from './models.ts';

/** The fields of a staff group message that identify its thread. */
interface GroupMessage {
  message_thread_id?: number;
  is_topic_message?: boolean;
  reply_to_message?: { message_id: number };
}

/** The thread that a message of the staff group answers: by its topic, else by what it replies to. */
export async function findThreadOf(
  tx: Tx,
  {
    message_thread_id: topicId,
    is_topic_message: inTopic,
    reply_to_message: replied,
  }: GroupMessage,
): Promise<{ userId: number } | null> {
  const byTopic =
    inTopic && topicId !== undefined
      ? await tx.of(SupportThread).findOne({ where: { topicId } })
      : null;
  if (byTopic || !replied) {
    return byTopic;
  }
  return await tx.of(SupportMessage).findOne({ where: { groupMessageId: replied.message_id } });
}
