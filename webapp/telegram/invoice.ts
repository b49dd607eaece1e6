import { isRecord, request, supports } from './host.ts';

const METHOD = 'web_app_open_invoice';

/** What the client says; a hint only, the server's word counts. Null: it has said nothing. */
export type InvoiceOutcome = 'paid' | 'failed' | 'cancelled' | 'pending';

/** As long as an order can be paid: the payment sheet may stay open, or Stars be bought first. */
const CLOSED_TIMEOUT_MS = 60 * 60_000;

/** The part of an invoice link that Telegram knows it by; null when it is no such link. */
export function slugOf(url: string): string | null {
  return /^https:\/\/t\.me\/(?:\$|invoice\/)([\w=-]+)$/.exec(url)?.[1] ?? null;
}

/** Whether the client can open an invoice over the app (6.1); otherwise its link is opened. */
export function canOpenInvoice(url: string): boolean {
  return supports(METHOD) && slugOf(url) !== null;
}

/** Opens the Telegram Stars payment sheet for an invoice link. Wait for the answer with a limit. */
export function openInvoice(url: string): Promise<InvoiceOutcome | null> {
  const slug = slugOf(url);
  return request(METHOD, {
    data: { slug },
    answers: ['invoice_closed'],
    read: (data) => (isRecord(data) && data.slug === slug ? outcomeOf(data.status) : undefined),
    timeoutMs: CLOSED_TIMEOUT_MS,
  });
}

function outcomeOf(status: unknown): InvoiceOutcome {
  return status === 'paid' || status === 'failed' || status === 'pending' ? status : 'cancelled';
}
