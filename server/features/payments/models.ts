import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { z } from 'zod';
import { paidMethods, paymentEventKinds } from '../../../shared/closedSets.ts';
import {
  type Currency,
  chargeStatuses,
  currencies,
  type PaidMethod,
  type PaymentProvider,
  type PaymentStatus,
  type Purchase,
  paymentProviders,
  paymentStatuses,
  purchase,
} from '../../../shared/schemas/payments.ts';
import {
  bigint,
  boolean,
  bytes,
  day,
  identity,
  integer,
  json,
  moment,
  now,
  oneOf,
  text,
  uuid,
} from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** The body of a call to a provider. */
const storedRequest = z.record(z.string(), z.unknown());

/** An order: what a person wants to buy, and its status. */
export class Payment extends Model<InferAttributes<Payment>, InferCreationAttributes<Payment>> {
  declare userId: number;
  declare id: string;
  declare requestId: string;
  declare requestHash: Buffer;
  declare botName: string;
  declare provider: PaymentProvider;
  declare method: PaidMethod;
  declare item: Purchase;
  declare planCode: CreationOptional<string | null>;
  declare coins: CreationOptional<number>;
  declare credits: CreationOptional<number>;
  declare fullAmount: number;
  declare amount: number;
  declare currency: Currency;
  declare promoId: CreationOptional<number | null>;
  declare promoCode: CreationOptional<string | null>;
  /** A discount that another order had used before this one was paid. */
  declare lostPromoId: CreationOptional<number | null>;
  /** Coins that had been ordered with it, hundredths. */
  declare orderedCoins: CreationOptional<number | null>;
  declare status: CreationOptional<PaymentStatus>;
  declare renews: CreationOptional<boolean>;
  declare payUrl: CreationOptional<string | null>;
  declare providerPaymentId: CreationOptional<string | null>;
  declare receiptEmail: CreationOptional<string | null>;
  declare providerChargeId: CreationOptional<string | null>;
  declare cancelReason: CreationOptional<string | null>;
  declare expiresAt: Date;
  declare paidAt: CreationOptional<Date | null>;
  declare closedAt: CreationOptional<Date | null>;
  declare checkedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  /** The request that creates the checkout session; stored until it is answered. */
  declare checkoutRequest: CreationOptional<Record<string, unknown> | null>;
  /** The bot in which it was placed, whatever its current name. */
  declare botTelegramId: CreationOptional<number | null>;
}

export const paymentsTable = table(
  Payment,
  'payments',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: uuid({ primaryKey: true }),
    requestId: uuid(),
    requestHash: bytes(),
    botName: text(),
    provider: oneOf(paymentProviders),
    method: oneOf(paidMethods),
    item: json(purchase),
    planCode: text({ nullable: true, references: 'plans.code' }),
    coins: bigint({ default: 0 }),
    credits: bigint({ default: 0 }),
    fullAmount: bigint(),
    amount: bigint(),
    currency: oneOf(currencies),
    promoId: bigint({ nullable: true, references: 'promo_codes.id' }),
    promoCode: text({ nullable: true }),
    status: oneOf(paymentStatuses, { default: 'created' }),
    renews: boolean({ default: false }),
    payUrl: text({ nullable: true }),
    providerPaymentId: text({ nullable: true }),
    receiptEmail: text({ nullable: true }),
    providerChargeId: text({ nullable: true }),
    cancelReason: text({ nullable: true }),
    expiresAt: moment(),
    paidAt: moment({ nullable: true }),
    closedAt: moment({ nullable: true }),
    checkedAt: moment({ nullable: true }),
    createdAt: now(),
    lostPromoId: bigint({ nullable: true, references: 'promo_codes.id' }),
    orderedCoins: bigint({ nullable: true }),
    checkoutRequest: json(storedRequest, { nullable: true }),
    botTelegramId: bigint({ nullable: true }),
  },
  {
    about: 'An order: what somebody wants to buy, and what has become of it.',
    unique: {
      payments_id_key: ['id'],
      payments_provider_payment_key: ['provider', 'providerPaymentId'],
      payments_request_key: ['userId', 'requestId'],
    },
  },
);

/** Money that a provider has taken for an order. */
export class PaymentCharge extends Model<
  InferAttributes<PaymentCharge>,
  InferCreationAttributes<PaymentCharge>
> {
  declare provider: PaymentProvider;
  declare chargeId: string;
  declare userId: number;
  declare paymentId: string;
  declare amount: number;
  declare currency: Currency;
  declare coins: number;
  declare credits: number;
  declare planDays: CreationOptional<number | null>;
  declare recurring: CreationOptional<boolean>;
  declare status: CreationOptional<(typeof chargeStatuses)[number]>;
  declare refundReason: CreationOptional<string | null>;
  declare paidAt: Date;
  declare refundedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  /** How often a refund has been attempted. */
  declare refundAttempts: CreationOptional<number>;
  declare refundRequestedAt: CreationOptional<Date | null>;
  /** The request of the refund, fixed for each attempt. */
  declare refundRequest: CreationOptional<Record<string, unknown> | null>;
  declare providerRefundId: CreationOptional<string | null>;
  /** What the provider has refunded in total, in the currency's smallest unit. */
  declare refundedAmount: CreationOptional<number>;
  /** The total after the running refund; null: the whole amount. */
  declare refundTarget: CreationOptional<number | null>;
}

export const paymentChargesTable = table(
  PaymentCharge,
  'payment_charges',
  {
    provider: oneOf(paymentProviders, { primaryKey: true }),
    chargeId: text({ primaryKey: true }),
    userId: bigint(),
    paymentId: uuid(),
    amount: bigint(),
    currency: oneOf(currencies),
    coins: bigint(),
    credits: bigint(),
    planDays: integer({ nullable: true }),
    recurring: boolean({ default: false }),
    status: oneOf(chargeStatuses, { default: 'credited' }),
    refundReason: text({ nullable: true }),
    paidAt: moment(),
    refundedAt: moment({ nullable: true }),
    createdAt: now(),
    refundAttempts: integer({ default: 0 }),
    refundRequestedAt: moment({ nullable: true }),
    refundRequest: json(storedRequest, { nullable: true }),
    providerRefundId: text({ nullable: true }),
    refundedAmount: bigint({ default: 0 }),
    refundTarget: bigint({ nullable: true }),
  },
  {
    about: 'Money that a provider has taken for an order.',
    foreignKeys: [
      { columns: ['userId', 'paymentId'], references: 'payments', keys: ['user_id', 'id'] },
    ],
  },
);

/** A refund of a charge, in part or in whole. */
export class PaymentRefund extends Model<
  InferAttributes<PaymentRefund>,
  InferCreationAttributes<PaymentRefund>
> {
  declare userId: number;
  declare provider: PaymentProvider;
  declare chargeId: string;
  /** The total refunded of the charge with this part. */
  declare upTo: number;
  declare amount: number;
  declare currency: Currency;
  /** Hundredths of a coin that were clawed back with it; missing ones are a shortfall in the ledger. */
  declare coins: number;
  /** Requested here; otherwise made in the provider's cabinet, or by a chargeback. */
  declare asked: boolean;
  declare refundedAt: Date;
  declare createdAt: CreationOptional<Date>;
}

export const paymentRefundsTable = table(
  PaymentRefund,
  'payment_refunds',
  {
    userId: bigint({ primaryKey: true }),
    provider: oneOf(paymentProviders, { primaryKey: true }),
    chargeId: text({ primaryKey: true }),
    upTo: bigint({ primaryKey: true }),
    amount: bigint(),
    currency: oneOf(currencies),
    coins: bigint(),
    asked: boolean(),
    refundedAt: moment(),
    createdAt: now(),
  },
  {
    about: 'A part of a charge, or all of it, that was given back.',
  },
);

/** An event of an order besides what its own row says. */
export class PaymentEvent extends Model<
  InferAttributes<PaymentEvent>,
  InferCreationAttributes<PaymentEvent>
> {
  declare userId: number;
  declare paymentId: string;
  declare id: CreationOptional<number>;
  declare kind: (typeof paymentEventKinds)[number];
  /** Read it by `readObject`: it may have been written by hand. */
  declare detail: CreationOptional<Record<string, unknown>>;
  declare createdAt: CreationOptional<Date>;
}

export const paymentEventsTable = table(
  PaymentEvent,
  'payment_events',
  {
    userId: bigint(),
    paymentId: uuid(),
    id: identity(),
    kind: oneOf(paymentEventKinds),
    detail: json(null, { default: {} }),
    createdAt: now(),
  },
  {
    about: 'Questions and news of a provider about an order, without what is secret in them.',
    primaryKey: ['userId', 'paymentId', 'id'],
    foreignKeys: [
      { columns: ['userId', 'paymentId'], references: 'payments', keys: ['user_id', 'id'] },
    ],
  },
);

/** One payment or refund as its provider lists it. */
export class ProviderLine extends Model<
  InferAttributes<ProviderLine>,
  InferCreationAttributes<ProviderLine>
> {
  declare provider: PaymentProvider;
  declare kind: 'payment' | 'refund';
  declare id: string;
  declare chargeId: string;
  declare amount: number;
  declare currency: string;
  declare at: Date;
  /** YYYY-MM-DD in UTC: the day of our own record, where there is one. */
  declare day: string;
}

export const providerLinesTable = table(
  ProviderLine,
  'provider_lines',
  {
    provider: oneOf(paymentProviders, { primaryKey: true }),
    kind: oneOf(['payment', 'refund'], { primaryKey: true }),
    id: text({ primaryKey: true }),
    chargeId: text(),
    amount: bigint(),
    currency: text(),
    at: moment(),
    day: day(),
  },
  {
    about: 'What providers list, to be compared with our own records day by day.',
  },
);

/** How far a provider's list of transactions has been read. */
export class ReconcilePosition extends Model<
  InferAttributes<ReconcilePosition>,
  InferCreationAttributes<ReconcilePosition>
> {
  declare source: string;
  declare position: CreationOptional<number>;
  declare ranAt: CreationOptional<Date>;
}

export const reconcilePositionsTable = table(
  ReconcilePosition,
  'reconcile_positions',
  {
    source: text({ primaryKey: true }),
    position: bigint({ default: 0 }),
    ranAt: moment({ default: '-infinity' }),
  },
  {
    about: "How far a provider's list of transactions has been read.",
  },
);
