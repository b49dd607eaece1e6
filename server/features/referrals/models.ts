import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  Op,
} from 'sequelize';
import { bigint, moment, now, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import { NOW } from '../../db/values.ts';

/** Who invited whom, and the state of the bonus. */
export class Referral extends Model<InferAttributes<Referral>, InferCreationAttributes<Referral>> {
  declare refereeUserId: number;
  declare referrerUserId: number;
  declare botName: string;
  declare createdAt: CreationOptional<Date>;
  declare countedAt: CreationOptional<Date | null>;
  declare payableAt: CreationOptional<Date | null>;
  declare paidAt: CreationOptional<Date | null>;
  declare revokedAt: CreationOptional<Date | null>;
  declare referee?: NonAttribute<{ id: number; firstName: string }>;
}

export const referralsTable = table(
  Referral,
  'referrals',
  {
    refereeUserId: bigint({ primaryKey: true, references: 'users.id' }),
    referrerUserId: bigint({ references: 'users.id' }),
    botName: text(),
    createdAt: now(),
    countedAt: moment({ nullable: true }),
    payableAt: moment({ nullable: true }),
    paidAt: moment({ nullable: true }),
    revokedAt: moment({ nullable: true }),
  },
  {
    about: 'Who invited whom, and what became of the bonus.',
    scopes: {
      /** Invites that count: the friend has finished a first generation, and paid for what they kept. */
      counted: { where: { countedAt: { [Op.ne]: null }, revokedAt: null } },
      notCounted: { where: { countedAt: null, revokedAt: null } },
      /** Their bonus is due. */
      payable: { where: { payableAt: { [Op.lte]: NOW }, paidAt: null, revokedAt: null } },
    },
  },
);
