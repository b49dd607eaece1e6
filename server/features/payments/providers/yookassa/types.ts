/**
 * What YooKassa's API v3 says and takes, as far as the product uses it. Answers are parsed, never
 * trusted: an object without the fields that money depends on is an error.
 */
import { z } from 'zod';

export const amountSchema = z.object({
  /** Roubles and kopecks with a dot and two digits: `"10.00"`. */
  value: z.string().regex(/^\d{1,12}\.\d{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type YooKassaAmount = z.infer<typeof amountSchema>;

export const paymentStatuses = ['pending', 'waiting_for_capture', 'succeeded', 'canceled'] as const;
export type YooKassaPaymentStatus = (typeof paymentStatuses)[number];

export const refundStatuses = ['pending', 'succeeded', 'canceled'] as const;
export type YooKassaRefundStatus = (typeof refundStatuses)[number];

const cancellationSchema = z.object({ party: z.string(), reason: z.string() });

const confirmationSchema = z.object({
  type: z.string(),
  confirmation_url: z.string().optional(),
  confirmation_token: z.string().optional(),
  confirmation_data: z.string().optional(),
});

export const paymentSchema = z.object({
  id: z.string().min(1).max(64),
  status: z.enum(paymentStatuses),
  paid: z.boolean(),
  test: z.boolean(),
  amount: amountSchema,
  refunded_amount: amountSchema.optional(),
  created_at: z.iso.datetime({ offset: true }),
  captured_at: z.iso.datetime({ offset: true }).optional(),
  description: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  recipient: z.object({ account_id: z.string() }).optional(),
  confirmation: confirmationSchema.optional(),
  /** What the person has paid with, or tried to. */
  payment_method: z.object({ type: z.string() }).optional(),
  cancellation_details: cancellationSchema.optional(),
});
export type YooKassaPayment = z.infer<typeof paymentSchema>;

export const refundSchema = z.object({
  id: z.string().min(1).max(64),
  payment_id: z.string().min(1),
  status: z.enum(refundStatuses),
  amount: amountSchema,
  created_at: z.iso.datetime({ offset: true }),
  cancellation_details: cancellationSchema.optional(),
});
export type YooKassaRefund = z.infer<typeof refundSchema>;

export const paymentListSchema = z.object({
  items: z.array(paymentSchema),
  next_cursor: z.string().optional(),
});
export type YooKassaPaymentList = z.infer<typeof paymentListSchema>;

export const refundListSchema = z.object({
  items: z.array(refundSchema),
  next_cursor: z.string().optional(),
});
export type YooKassaRefundList = z.infer<typeof refundListSchema>;

export const errorSchema = z.object({
  type: z.literal('error'),
  code: z.string(),
  description: z.string().optional(),
  parameter: z.string().optional(),
});

export const notificationEvents = [
  'payment.succeeded',
  'payment.waiting_for_capture',
  'payment.canceled',
  'refund.succeeded',
] as const;

/** Ids are UUIDs today; no other form is worth a request. */
const objectId = z.string().regex(/^[\w.-]{1,64}$/);

/**
 * What arrives at the webhook. Nothing in it is proven: only the ids are of use, to read the object
 * again from YooKassa.
 */
export const notificationSchema = z.object({
  type: z.literal('notification'),
  event: z.enum(notificationEvents),
  object: z.object({
    id: objectId,
    /** Only a refund has it. */
    payment_id: objectId.optional(),
  }),
});
export type YooKassaNotification = z.infer<typeof notificationSchema>;

/** How the person pays: on YooKassa's page, in its widget, or by a QR code. */
export type YooKassaConfirmation =
  | { type: 'redirect'; return_url: string; locale?: 'ru_RU' | 'en_US' }
  | { type: 'embedded'; locale?: 'ru_RU' | 'en_US' }
  | { type: 'qr'; locale?: 'ru_RU' | 'en_US' };

export interface ReceiptItem {
  description: string;
  quantity: number;
  amount: YooKassaAmount;
  vat_code: number;
  payment_subject: string;
  payment_mode: string;
}

export interface Receipt {
  customer: { email?: string; phone?: string };
  items: ReceiptItem[];
  tax_system_code?: number;
}

export interface CreatePaymentRequest {
  amount: YooKassaAmount;
  capture: boolean;
  confirmation: YooKassaConfirmation;
  /** How the person pays; without it they choose on YooKassa's page. */
  payment_method_data?: { type: 'bank_card' | 'sbp' };
  /** Up to 128 characters; the person sees it. */
  description?: string;
  /** Up to 16 keys of 32 characters with values of up to 512. */
  metadata?: Record<string, string>;
  receipt?: Receipt;
}

export interface CreateRefundRequest {
  payment_id: string;
  amount: YooKassaAmount;
  description?: string;
  receipt?: Receipt;
}

interface ListQuery {
  /** ISO times; both ends belong to the range. */
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
  /** 1-100. */
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface ListPaymentsQuery extends ListQuery {
  status?: YooKassaPaymentStatus | undefined;
}

export interface ListRefundsQuery extends ListQuery {
  status?: YooKassaRefundStatus | undefined;
  paymentId?: string | undefined;
}
