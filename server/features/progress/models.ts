import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import { type BadgeMetric, badgeMetrics } from '../../../shared/catalog/badges.ts';
import { type OperationCode, operationCodes } from '../../../shared/catalog/operations.ts';
import { bigint, identity, integer, json, now, numeric, oneOf, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import type { Badge } from '../catalog/models.ts';

/** A training that a bot has recorded. */
export class Training extends Model<InferAttributes<Training>, InferCreationAttributes<Training>> {
  declare userId: number;
  declare id: CreationOptional<number>;
  declare botName: string;
  declare reference: string;
  declare title: CreationOptional<string>;
  declare totalScore: string;
  declare clarityLevel: CreationOptional<string | null>;
  declare questionCount: CreationOptional<number>;
  declare perTypeCounts: CreationOptional<Record<string, number>>;
  declare sessionSnapshot: CreationOptional<Record<string, unknown>>;
  declare createdAt: CreationOptional<Date>;
  /** What the score is out of, as the bot counts. */
  declare maxScore: CreationOptional<string | null>;
  declare caseData: CreationOptional<Record<string, unknown>>;
  declare trainedAt: CreationOptional<Date>;
}

export const trainingsTable = table(
  Training,
  'trainings',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: identity(),
    botName: text(),
    reference: text(),
    title: text({ default: '' }),
    totalScore: numeric(10, 2),
    clarityLevel: numeric(10, 2, { nullable: true }),
    questionCount: integer({ default: 0 }),
    perTypeCounts: json(null, { default: {} }),
    sessionSnapshot: json(null, { default: {} }),
    createdAt: now(),
    maxScore: numeric(10, 2, { nullable: true }),
    caseData: json(null, { default: {} }),
    trainedAt: now(),
  },
  {
    about: 'A training that a bot has recorded.',
    unique: { trainings_reference_key: ['userId', 'botName', 'reference'] },
  },
);

/** What an older store counted of a person in a bot. */
export class ImportedTotals extends Model<
  InferAttributes<ImportedTotals>,
  InferCreationAttributes<ImportedTotals>
> {
  declare userId: number;
  declare botName: string;
  declare trainings: CreationOptional<number>;
  declare totalScore: CreationOptional<string>;
  declare bestScore: CreationOptional<string | null>;
  declare xp: CreationOptional<number>;
  declare importedAt: CreationOptional<Date>;
}

export const importedTotalsTable = table(
  ImportedTotals,
  'imported_totals',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    botName: text({ primaryKey: true }),
    trainings: bigint({ default: 0 }),
    totalScore: numeric(14, 2, { default: 0 }),
    bestScore: numeric(10, 2, { nullable: true }),
    xp: bigint({ default: 0 }),
    importedAt: now(),
  },
  {
    about: 'What an older store counted of a person in a bot, carried over once.',
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
  /** The badge itself, where it was asked for. */
  declare definition?: NonAttribute<Badge>;
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
