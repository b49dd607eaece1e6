import { invoice } from '@telegram-apps/sdk-react';

/** What the client says; a hint only, the server's word counts. */
export type InvoiceOutcome = 'paid' | 'failed' | 'cancelled' | 'pending' | 'unsupported';

/** Opens the Telegram Stars payment sheet for an invoice link (6.1). */
export async function openInvoice(url: string): Promise<InvoiceOutcome> {
  if (!invoice.open.isAvailable()) {
    return 'unsupported';
  }
  try {
    const status = await invoice.open(url, 'url');
    return status === 'paid' || status === 'failed' || status === 'pending' ? status : 'cancelled';
  } catch {
    // Another invoice is open, or the client closed without a word: the server will tell.
    return 'pending';
  }
}
