import type { Update } from 'grammy/types';
import type { InboxEvent } from '../features/inbox/service.ts';

/** Updates that money depends on. */
export function isPaymentUpdate(update: Update): boolean {
  return Boolean(
    update.message?.successful_payment ?? update.message?.refunded_payment ?? update.subscription,
  );
}

/** An update in the inbox. Of a person's messages only the number is stored. */
export function eventOf(botName: string, update: Update): InboxEvent {
  const payload = isPaymentUpdate(update) ? update : {};
  return { source: `telegram:${botName}`, key: String(update.update_id), payload };
}
