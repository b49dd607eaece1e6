import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { directions, roles } from '../../../shared/closedSets.ts';
import type { Direction, NotificationKind, Role } from '../../../shared/schemas/me.ts';
import { type Language, language } from '../../../shared/schemas/primitives.ts';
import {
  bigint,
  boolean,
  day,
  identity,
  integer,
  json,
  moment,
  now,
  oneOf,
  text,
} from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** A person, the same in all bots. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare telegramId: number;
  declare firstName: string;
  declare lastName: CreationOptional<string | null>;
  declare username: CreationOptional<string | null>;
  declare photoUrl: CreationOptional<string | null>;
  declare languageCode: CreationOptional<string | null>;
  declare isPremium: CreationOptional<boolean>;
  declare role: CreationOptional<Role>;
  /** The role comes from ADMIN_TELEGRAM_IDS and ends with it. */
  declare adminByConfig: CreationOptional<boolean>;
  declare direction: CreationOptional<Direction | null>;
  declare language: CreationOptional<Language | null>;
  declare notifications: CreationOptional<Partial<Record<NotificationKind, boolean>>>;
  declare defaultModel: CreationOptional<string | null>;
  declare allowsMessages: CreationOptional<boolean>;
  /** Infinity = forever. */
  declare freeAccessUntil: CreationOptional<Date | number | null>;
  declare blockedAt: CreationOptional<Date | null>;
  declare blockedReason: CreationOptional<string | null>;
  declare referralCode: string;
  declare firstBot: string;
  declare startParam: CreationOptional<string | null>;
  declare streakDays: CreationOptional<number>;
  declare bestStreakDays: CreationOptional<number>;
  declare streakDate: CreationOptional<string | null>;
  declare launchedAt: CreationOptional<Date | null>;
  declare lastSeenAt: CreationOptional<Date>;
  declare createdAt: CreationOptional<Date>;
  declare startInvite: CreationOptional<string | null>;
  declare timeZone: CreationOptional<string | null>;
  /** The data were erased; telegramId is negative from then on. */
  declare erasedAt: CreationOptional<Date | null>;
  /** Has deleted an account before: one-time gifts were given then. */
  declare returned: CreationOptional<boolean>;
}

export const usersTable = table(
  User,
  'users',
  {
    id: identity(),
    telegramId: bigint(),
    firstName: text(),
    lastName: text({ nullable: true }),
    username: text({ nullable: true }),
    photoUrl: text({ nullable: true }),
    languageCode: text({ nullable: true }),
    isPremium: boolean({ default: false }),
    role: oneOf(roles, { default: 'user' }),
    adminByConfig: boolean({ default: false }),
    direction: oneOf(directions, { nullable: true }),
    language: oneOf(language.options, { nullable: true }),
    notifications: json(null, { default: {} }),
    defaultModel: text({ nullable: true }),
    allowsMessages: boolean({ default: false }),
    freeAccessUntil: moment({ nullable: true }),
    blockedAt: moment({ nullable: true }),
    blockedReason: text({ nullable: true }),
    referralCode: text(),
    firstBot: text(),
    startParam: text({ nullable: true }),
    streakDays: integer({ default: 0 }),
    bestStreakDays: integer({ default: 0 }),
    streakDate: day({ nullable: true }),
    launchedAt: moment({ nullable: true }),
    lastSeenAt: now(),
    createdAt: now(),
    startInvite: text({ nullable: true }),
    timeZone: text({ nullable: true }),
    erasedAt: moment({ nullable: true }),
    returned: boolean({ default: false }),
  },
  {
    about: 'A person, the same in all bots.',
    unique: { users_referral_code_key: ['referralCode'], users_telegram_id_key: ['telegramId'] },
  },
);

/** What one bot keeps about a person; no other bot sees it. */
export class BotSession extends Model<
  InferAttributes<BotSession>,
  InferCreationAttributes<BotSession>
> {
  declare userId: number;
  declare botName: string;
  declare sessionData: CreationOptional<Record<string, unknown>>;
  declare statsData: CreationOptional<Record<string, unknown>>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export const botSessionsTable = table(
  BotSession,
  'bot_sessions',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    botName: text({ primaryKey: true }),
    sessionData: json(null, { default: {} }),
    statsData: json(null, { default: {} }),
    version: integer({ default: 1 }),
    createdAt: now(),
    updatedAt: now(),
  },
  {
    about: 'What one bot keeps about a person; no other bot sees it.',
  },
);
