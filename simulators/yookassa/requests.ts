/** The requests that YooKassa accepts, and its answers to invalid ones. */
import { z } from 'zod';

const AMOUNT_MAX = 1_000_000_000;

const amount = z.strictObject({
  value: z
    .string()
    .regex(/^\d{1,10}\.\d{2}$/)
    .refine((value) => toMinor(value) > 0 && toMinor(value) <= AMOUNT_MAX),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Amount = z.infer<typeof amount>;

const locale = z.enum(['ru_RU', 'en_US']).optional();

const confirmation = z.discriminatedUnion('type', [
  z.object({ type: z.literal('redirect'), return_url: z.url().max(2048), locale }),
  z.object({ type: z.literal('embedded'), locale }),
  z.object({ type: z.literal('qr'), return_url: z.url().max(2048).optional(), locale }),
]);

const receiptItem = z.object({
  description: z.string().min(1).max(128),
  quantity: z.number().positive(),
  amount,
  vat_code: z.int().min(1).max(12),
  payment_subject: z.string().min(1),
  payment_mode: z.enum([
    'full_prepayment',
    'partial_prepayment',
    'advance',
    'full_payment',
    'partial_payment',
    'credit',
    'credit_payment',
  ]),
});

const receipt = z.object({
  customer: z
    .object({
      email: z.email().optional(),
      phone: z
        .string()
        .regex(/^\d{10,15}$/)
        .optional(),
    })
    .refine((customer) => customer.email !== undefined || customer.phone !== undefined),
  items: z.array(receiptItem).min(1).max(80),
  tax_system_code: z.int().min(1).max(6).optional(),
});
export type ReceiptRequest = z.infer<typeof receipt>;

/** Payment methods of the simulator. */
export const paymentMethods = [
  'bank_card',
  'sbp',
  'yoo_money',
  'sberbank',
  'tinkoff_bank',
] as const;
export type SimulatedMethod = (typeof paymentMethods)[number];

export const paymentRequest = z.object({
  amount,
  capture: z.boolean().default(false),
  confirmation,
  payment_method_data: z.object({ type: z.enum(paymentMethods) }).optional(),
  description: z.string().max(128).optional(),
  metadata: z
    .record(z.string().max(32), z.string().max(512))
    .refine((entries) => Object.keys(entries).length <= 16)
    .optional(),
  receipt: receipt.optional(),
});
export type PaymentRequest = z.infer<typeof paymentRequest>;

export const refundRequest = z.object({
  payment_id: z.string().min(36).max(36),
  amount,
  description: z.string().max(250).optional(),
  receipt: receipt.optional(),
});
export type RefundRequest = z.infer<typeof refundRequest>;

/** @param value roubles as `10.00`. @returns kopecks. */
export function toMinor(value: string): number {
  return Math.round(Number(value) * 100);
}

export function toValue(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** A refusal in YooKassa's format. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly parameter: string | undefined;

  constructor(status: number, code: string, description: string, parameter?: string) {
    super(description);
    this.status = status;
    this.code = code;
    this.parameter = parameter;
  }
}

/** @throws Refusal naming the first field that is wrong. */
export function parseRequest<Result>(schema: z.ZodType<Result>, body: unknown): Result {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? 'body';
    throw new Refusal(400, 'invalid_request', `Wrong value of ${field}`, field);
  }
  return parsed.data;
}

/** @throws Refusal unless the receipt adds up to the amount. */
export function checkReceiptSum(request: { amount: Amount; receipt?: ReceiptRequest | undefined }) {
  const sum = request.receipt?.items.reduce(
    (total, item) => total + Math.round(toMinor(item.amount.value) * item.quantity),
    0,
  );
  if (sum !== undefined && sum !== toMinor(request.amount.value)) {
    throw new Refusal(400, 'invalid_request', 'The receipt is not worth the amount', 'receipt');
  }
}
