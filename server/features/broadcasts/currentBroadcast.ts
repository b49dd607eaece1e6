import type { AppContext } from '../../app/context.ts';
import type { OutboxMessage } from '../notifications/lookup.ts';
import { Broadcast } from './models.ts';

/**
 * A message of a broadcast with its current text: put aside while the broadcast is paused, not sent once it
 * has been cancelled.
 */
export async function currentBroadcast(
  { db }: AppContext,
  message: Extract<OutboxMessage, { kind: 'broadcast' }>,
): Promise<OutboxMessage | 'later' | null> {
  const broadcast = await db.of(Broadcast).findByPk(message.broadcastId);
  switch (broadcast?.state) {
    case 'running': {
      const { text, button, pictureId } = broadcast;
      return { ...message, content: { text, button, pictureId } };
    }
    case 'paused':
      return 'later';
    default:
      return null;
  }
}
