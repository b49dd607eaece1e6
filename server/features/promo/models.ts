import {
  type CreationOptional,
  col,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  Op,
} from 'sequelize';
import { type PromoKind, promoKinds } from '../../../shared/catalog/promoCodes.ts';
import type { RedeemOutput } from '../../../shared/schemas/promo.ts';
import {
  bigint,
  boolean,
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

/** A promo code, valid in every bot. */
export class PromoCode extends Model<
  InferAttributes<PromoCode>,
  InferCreationAttributes<PromoCode>
> {
  declare id: CreationOptional<number>;
  declare code: string;
  declare kind: PromoKind;
  declare value: number;
  declare maxUses: CreationOptional<number | null>;
  declare perUser: CreationOptional<number>;
  declare startsAt: CreationOptional<Date | null>;
  declare endsAt: CreationOptional<Date | null>;
  declare firstTopupOnly: CreationOptional<boolean>;
  declare adminsOnly: CreationOptional<boolean>;
  declare active: CreationOptional<boolean>;
  declare taken: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  /** Orders with the code. */
  declare payments?: NonAttribute<{ botName: string; createdAt: Date }[]>;
  declare version: CreationOptional<number>;
}

export const promoCodesTable = table(
  PromoCode,
  'promo_codes',
  {
    id: identity(),
    code: text(),
    kind: oneOf(promoKinds),
    value: bigint(),
    maxUses: integer({ nullable: true }),
    perUser: integer({ default: 1 }),
    startsAt: moment({ nullable: true }),
    endsAt: moment({ nullable: true }),
    firstTopupOnly: boolean({ default: false }),
    adminsOnly: boolean({ default: false }),
    active: boolean({ default: true }),
    taken: integer({ default: 0 }),
    createdAt: now(),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about: 'A promo code, valid in every bot.',
    scopes: {
      notUsedUp: {
        where: { [Op.or]: [{ maxUses: null }, { taken: { [Op.lt]: col('max_uses') } }] },
      },
    },
    unique: { promo_codes_code_key: ['code'] },
  },
);

/** A use of a promo code, reserved by an order or final. */
export class PromoUse extends Model<InferAttributes<PromoUse>, InferCreationAttributes<PromoUse>> {
  declare promoId: number;
  declare userId: number;
  declare nth: number;
  declare requestId: CreationOptional<string | null>;
  declare botName: string;
  declare paymentId: CreationOptional<string | null>;
  declare reservedAt: CreationOptional<Date>;
  declare usedAt: CreationOptional<Date | null>;
  declare answer: CreationOptional<RedeemOutput | null>;
  declare promo?: NonAttribute<PromoCode>;
}

export const promoUsesTable = table(
  PromoUse,
  'promo_uses',
  {
    promoId: bigint({ primaryKey: true, references: 'promo_codes.id' }),
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    nth: integer({ primaryKey: true }),
    requestId: uuid({ nullable: true }),
    botName: text(),
    paymentId: uuid({ nullable: true }),
    reservedAt: now(),
    usedAt: moment({ nullable: true }),
    answer: json(null, { nullable: true }),
  },
  {
    about: 'A use of a promo code, reserved by an order or final.',
    scopes: { reserved: { where: { usedAt: null } } },
  },
);

/** How often a person entered codes that do not exist. */
export class PromoGuess extends Model<
  InferAttributes<PromoGuess>,
  InferCreationAttributes<PromoGuess>
> {
  declare userId: number;
  declare since: CreationOptional<Date>;
  declare wrong: CreationOptional<number>;
  declare lastCode: CreationOptional<string | null>;
}

export const promoGuessesTable = table(
  PromoGuess,
  'promo_guesses',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    since: now(),
    wrong: integer({ default: 0 }),
    lastCode: text({ nullable: true }),
  },
  {
    about: 'How often a person entered codes that do not exist.',
  },
);
