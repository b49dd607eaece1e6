import { isRecord, request, supports } from './host.ts';

const METHOD = 'web_app_open_invoice';

/** The outcome that the client reports; only a hint, the server decides. Null: it reported nothing. */
export type InvoiceOutcome = 'paid' | 'failed' | 'cancelled' | 'pending';

/** As long as an order can be paid: the payment sheet may stay open, or Stars be bought first. */
const CLOSED_TIMEOUT_MS = 60 * 60_000;

/** The slug of an invoice link; null when it is no invoice link. */
export function slugOf(url: string): string | null {
  return /^https:\/\/t\.me\/(?:\$|invoice\/)([\w=-]+)$/.exec(url)?.[1] ?? null;
}

/** Whether the client can open an invoice over the app (6.1); otherwise its link is opened. */
export function canOpenInvoice(url: string): boolean {
  return supports(METHOD) && slugOf(url) !== null;
}

/** Opens the Telegram Stars payment sheet for an invoice link. The answer may take an hour: wait with a limit. */
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
