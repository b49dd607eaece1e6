import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { type BadgeMetric, badgeMetrics } from '../../../shared/catalog/badges.ts';
import { type OperationCode, operationCodes } from '../../../shared/catalog/operations.ts';
import { bigint, identity, integer, json, now, numeric, oneOf, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** A training that a bot has recorded. */
export class Training extends Model<InferAttributes<Training>, InferCreationAttributes<Training>> {
  declare userId: number;
  declare id: CreationOptional<number>;
  declare botName: string;
  declare reference: string;
  declare title: string;
  declare score: string;
  declare clarity: CreationOptional<string | null>;
  declare questionCount: CreationOptional<number>;
  declare questionTypes: CreationOptional<Record<string, unknown>>;
  declare snapshot: CreationOptional<Record<string, unknown>>;
  declare createdAt: CreationOptional<Date>;
}

export const trainingsTable = table(
  Training,
  'trainings',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: identity(),
    botName: text(),
    reference: text(),
    title: text(),
    score: numeric(6, 2),
    clarity: numeric(6, 2, { nullable: true }),
    questionCount: integer({ default: 0 }),
    questionTypes: json(null, { default: {} }),
    snapshot: json(null, { default: {} }),
    createdAt: now(),
  },
  {
    about: 'A training that a bot has recorded.',
    unique: { trainings_reference_key: ['userId', 'botName', 'reference'] },
  },
);

/** A badge that a person has earned. */
export class UserBadge extends Model<
  InferAttributes<UserBadge>,
  InferCreationAttributes<UserBadge>
> {
  declare userId: number;
  declare badge: string;
  declare earnedInBot: string;
  declare metadata: CreationOptional<Record<string, unknown>>;
  declare earnedAt: CreationOptional<Date>;
}

export const userBadgesTable = table(
  UserBadge,
  'user_badges',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    badge: text({ primaryKey: true, references: 'badges.code' }),
    earnedInBot: text(),
    metadata: json(null, { default: {} }),
    earnedAt: now(),
  },
  {
    about: 'A badge that a person has earned.',
  },
);

/** A figure of a person that badges count. */
export class UserCounter extends Model<
  InferAttributes<UserCounter>,
  InferCreationAttributes<UserCounter>
> {
  declare userId: number;
  declare metric: BadgeMetric;
  declare value: CreationOptional<number>;
}

export const userCountersTable = table(
  UserCounter,
  'user_counters',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    metric: oneOf(badgeMetrics, { primaryKey: true }),
    value: bigint({ default: 0 }),
  },
  {
    about: 'A figure of a person that badges count.',
  },
);

/** How often a person has run an operation. */
export class UserOperation extends Model<
  InferAttributes<UserOperation>,
  InferCreationAttributes<UserOperation>
> {
  declare userId: number;
  declare operation: OperationCode;
  declare count: CreationOptional<number>;
}

export const userOperationsTable = table(
  UserOperation,
  'user_operations',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    operation: oneOf(operationCodes, { primaryKey: true }),
    count: bigint({ default: 0 }),
  },
  {
    about: 'How often a person has run an operation.',
  },
);
