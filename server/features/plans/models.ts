import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  Op,
} from 'sequelize';
import { type HeldPlanKind, heldPlanKinds } from '../../../shared/catalog/plans.ts';
import { type PaymentProvider, paymentProviders } from '../../../shared/schemas/payments.ts';
import { bigint, boolean, day, integer, moment, now, oneOf, text, uuid } from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import { NOW } from '../../db/values.ts';

/** What gives a plan: a provider's charge, or a promo code's use. */
export const planSources = [...paymentProviders, 'promo'] as const;
export type PlanSource = (typeof planSources)[number];

/** A plan that a person holds, or will when the one before ends. */
export class UserPlan extends Model<InferAttributes<UserPlan>, InferCreationAttributes<UserPlan>> {
  declare userId: number;
  declare id: string;
  declare planCode: string;
  declare kind: HeldPlanKind;
  declare dailyOperations: CreationOptional<number | null>;
  declare startsAt: Date;
  declare endsAt: CreationOptional<Date | null>;
  declare renews: CreationOptional<boolean>;
  declare paymentId: CreationOptional<string | null>;
  declare subscriptionChargeId: CreationOptional<string | null>;
  declare renewsAt: CreationOptional<Date | null>;
  declare cancelledAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  /** The order that brought it. */
  declare payment?: NonAttribute<{ botName: string; provider: PaymentProvider }>;

  /** @throws Error for credits, which have no duration. */
  get end(): NonAttribute<Date> {
    if (!this.endsAt) {
      throw new Error('this plan has no end');
    }
    return this.endsAt;
  }
}

export const userPlansTable = table(
  UserPlan,
  'user_plans',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: uuid({ primaryKey: true }),
    planCode: text({ references: 'plans.code' }),
    kind: oneOf(heldPlanKinds),
    dailyOperations: integer({ nullable: true }),
    startsAt: moment(),
    endsAt: moment({ nullable: true }),
    renews: boolean({ default: false }),
    paymentId: uuid({ nullable: true }),
    subscriptionChargeId: text({ nullable: true }),
    renewsAt: moment({ nullable: true }),
    cancelledAt: moment({ nullable: true }),
    createdAt: now(),
  },
  {
    about: 'A plan that a person holds, or will when the one before ends.',
    scopes: {
      /** Plans that run for a time: all but credits. */
      timed: { where: { kind: { [Op.ne]: 'CREDITS' } } },
      notEnded: { where: { endsAt: { [Op.gt]: NOW } } },
      begun: { where: { startsAt: { [Op.lte]: NOW } } },
    },
  },
);

/** What one charge added to a plan. */
export class PlanGrant extends Model<
  InferAttributes<PlanGrant>,
  InferCreationAttributes<PlanGrant>
> {
  declare userId: number;
  declare provider: PlanSource;
  declare chargeId: string;
  declare userPlanId: string;
  declare credits: CreationOptional<number>;
  declare endsBefore: CreationOptional<Date | null>;
  declare endsAfter: CreationOptional<Date | null>;
  declare grantedAt: CreationOptional<Date>;
  declare revokedAt: CreationOptional<Date | null>;
}

export const planGrantsTable = table(
  PlanGrant,
  'plan_grants',
  {
    userId: bigint({ primaryKey: true }),
    provider: oneOf(planSources, { primaryKey: true }),
    chargeId: text({ primaryKey: true }),
    userPlanId: uuid(),
    credits: bigint({ default: 0 }),
    endsBefore: moment({ nullable: true }),
    endsAfter: moment({ nullable: true }),
    grantedAt: now(),
    revokedAt: moment({ nullable: true }),
  },
  {
    about: 'What one charge added to a plan.',
    foreignKeys: [
      { columns: ['userId', 'userPlanId'], references: 'user_plans', keys: ['user_id', 'id'] },
    ],
  },
);

/** How many operations a plan has paid for on one day. */
export class PlanUsage extends Model<
  InferAttributes<PlanUsage>,
  InferCreationAttributes<PlanUsage>
> {
  declare userId: number;
  declare day: string;
  declare used: CreationOptional<number>;
}

export const planUsageTable = table(
  PlanUsage,
  'plan_usage',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    day: day({ primaryKey: true }),
    used: integer({ default: 0 }),
  },
  {
    about: 'How many operations a plan has paid for on one day.',
  },
);
