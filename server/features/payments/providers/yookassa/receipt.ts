/**
 * Receipts by the law 54-FZ, as YooKassa passes them on to the tax service. Only shops that have
 * receipts switched on send them; the sum of a receipt is the sum of its payment or refund.
 */
import { toYooKassaAmount } from './amount.ts';
import type { Receipt } from './types.ts';

export const RECEIPT_ITEMS_MAX = 80;
const DESCRIPTION_MAX = 128;

/** How the shop is taxed; the numbers are YooKassa's. */
export interface ReceiptSettings {
  /** Rate of VAT; 1 is "without VAT". */
  vatCode: number;
  /** 1-6; absent where the tax service knows it from the till. */
  taxSystemCode?: number;
  /** What is sold; `service` for coins. */
  paymentSubject?: string;
  /** How it is paid; `full_payment` when the coins come at once. */
  paymentMode?: string;
}

export interface ReceiptLine {
  /** Cut to 128 characters. */
  description: string;
  /** Price of one, in minor units. */
  priceMinor: number;
  quantity: number;
}

export interface ReceiptRequest {
  /** Where the tax service sends the receipt; a phone has digits only: 79000000000. */
  customer: { email: string } | { phone: string };
  currency: string;
  /** What the payment or refund is worth, in minor units. */
  totalMinor: number;
  lines: readonly ReceiptLine[];
}

/** @throws RangeError when the lines are none or too many, or do not add up to the total. */
export function buildReceipt(request: ReceiptRequest, settings: ReceiptSettings): Receipt {
  if (request.lines.length === 0 || request.lines.length > RECEIPT_ITEMS_MAX) {
    throw new RangeError(`a receipt has 1-${RECEIPT_ITEMS_MAX} lines`);
  }
  const sum = request.lines.reduce((total, line) => total + line.priceMinor * line.quantity, 0);
  if (sum !== request.totalMinor) {
    throw new RangeError(`the receipt's lines make ${sum}, the payment is ${request.totalMinor}`);
  }
  return {
    customer: request.customer,
    items: request.lines.map((line) => ({
      description: Array.from(line.description).slice(0, DESCRIPTION_MAX).join(''),
      quantity: line.quantity,
      amount: toYooKassaAmount(line.priceMinor, request.currency),
      vat_code: settings.vatCode,
      payment_subject: settings.paymentSubject ?? 'service',
      payment_mode: settings.paymentMode ?? 'full_payment',
    })),
    ...(settings.taxSystemCode === undefined ? {} : { tax_system_code: settings.taxSystemCode }),
  };
}
