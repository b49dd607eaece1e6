import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type {
  Currency,
  PaidMethod,
  PaymentProvider,
  PaymentStatus,
  Purchase,
} from '../../../shared/schemas/payments.ts';

/** An order: what somebody wants to buy, and what has become of it. */
export class Payment extends Model<InferAttributes<Payment>, InferCreationAttributes<Payment>> {
  declare userId: number;
  declare id: string;
  declare requestId: string;
  declare requestHash: Buffer;
  declare botName: string;
  declare provider: PaymentProvider;
  declare method: PaidMethod;
  declare item: Purchase;
  declare planCode: string | null;
  declare coins: number;
  declare credits: number;
  declare fullAmount: number;
  declare amount: number;
  declare currency: Currency;
  declare promoId: number | null;
  declare promoCode: string | null;
  /** A discount that another order had used before this one was paid. */
  declare lostPromoId: number | null;
  /** Coins that had been ordered with it. */
  declare orderedCoins: number | null;
  declare status: PaymentStatus;
  declare renews: boolean;
  declare payUrl: string | null;
  declare providerPaymentId: string | null;
  declare expiresAt: Date;
  declare paidAt: Date | null;
  declare closedAt: Date | null;
  declare cancelReason: string | null;
  declare checkedAt: Date | null;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to one database. */
export function definePayments(sequelize: Sequelize): typeof Payment {
  const Bound = class extends Payment {};
  Bound.init(
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      id: { type: DataTypes.UUID, primaryKey: true },
      requestId: DataTypes.UUID,
      requestHash: DataTypes.BLOB,
      botName: DataTypes.TEXT,
      provider: DataTypes.TEXT,
      method: DataTypes.TEXT,
      item: DataTypes.JSONB,
      planCode: DataTypes.TEXT,
      coins: DataTypes.BIGINT,
      credits: DataTypes.BIGINT,
      fullAmount: DataTypes.BIGINT,
      amount: DataTypes.BIGINT,
      currency: DataTypes.TEXT,
      promoId: DataTypes.BIGINT,
      promoCode: DataTypes.TEXT,
      lostPromoId: DataTypes.BIGINT,
      orderedCoins: DataTypes.BIGINT,
      status: DataTypes.TEXT,
      renews: DataTypes.BOOLEAN,
      payUrl: DataTypes.TEXT,
      providerPaymentId: DataTypes.TEXT,
      expiresAt: DataTypes.DATE,
      paidAt: DataTypes.DATE,
      closedAt: DataTypes.DATE,
      cancelReason: DataTypes.TEXT,
      checkedAt: DataTypes.DATE,
      createdAt: DataTypes.DATE,
    },
    { sequelize, modelName: 'Payment', tableName: 'payments' },
  );
  return Bound;
}
