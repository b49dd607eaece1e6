import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { Direction, NotificationKind, Role } from '../../../shared/schemas/me.ts';
import type { Language } from '../../../shared/schemas/primitives.ts';

/** A person, the same in all bots. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare telegramId: number;
  declare firstName: string;
  declare lastName: string | null;
  declare username: string | null;
  declare photoUrl: string | null;
  declare languageCode: string | null;
  declare isPremium: boolean;
  declare role: Role;
  declare direction: Direction | null;
  declare language: Language | null;
  declare notifications: Partial<Record<NotificationKind, boolean>>;
  declare defaultModel: string | null;
  declare allowsMessages: CreationOptional<boolean>;
  declare freeAccessUntil: Date | null;
  declare blockedAt: Date | null;
  declare blockedReason: string | null;
  declare referralCode: string;
  declare firstBot: string;
  declare startParam: string | null;
  declare streakDays: CreationOptional<number>;
  declare bestStreakDays: CreationOptional<number>;
  declare launchedAt: Date | null;
  declare lastSeenAt: CreationOptional<Date>;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to one database, so that several can live in one process. */
export function defineUsers(sequelize: Sequelize): typeof User {
  const Bound = class extends User {};
  Bound.init(
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
      telegramId: { type: DataTypes.BIGINT, allowNull: false },
      firstName: { type: DataTypes.TEXT, allowNull: false },
      lastName: DataTypes.TEXT,
      username: DataTypes.TEXT,
      photoUrl: DataTypes.TEXT,
      languageCode: DataTypes.TEXT,
      isPremium: DataTypes.BOOLEAN,
      role: DataTypes.TEXT,
      direction: DataTypes.TEXT,
      language: DataTypes.TEXT,
      notifications: DataTypes.JSONB,
      defaultModel: DataTypes.TEXT,
      allowsMessages: DataTypes.BOOLEAN,
      freeAccessUntil: DataTypes.DATE,
      blockedAt: DataTypes.DATE,
      blockedReason: DataTypes.TEXT,
      referralCode: DataTypes.TEXT,
      firstBot: DataTypes.TEXT,
      startParam: DataTypes.TEXT,
      streakDays: DataTypes.INTEGER,
      bestStreakDays: DataTypes.INTEGER,
      launchedAt: DataTypes.DATE,
      lastSeenAt: DataTypes.DATE,
      createdAt: DataTypes.DATE,
    },
    { sequelize, modelName: 'User', tableName: 'users' },
  );
  return Bound;
}
