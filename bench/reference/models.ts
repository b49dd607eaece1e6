/** The tables as Sequelize's manual would have them modelled. */
import { DataTypes, type Model, type ModelStatic, Sequelize } from 'sequelize';

type Row = Record<string, unknown>;
type Table = ModelStatic<Model<Row, Row>>;

export function defineReference(url: string) {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: 20, min: 0 },
    define: { underscored: true, timestamps: false },
  });
  const User: Table = sequelize.define(
    'User',
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
      telegramId: DataTypes.BIGINT,
      firstName: DataTypes.TEXT,
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
      freeAccessUntil: DataTypes.DATE,
      blockedAt: DataTypes.DATE,
      streakDays: DataTypes.INTEGER,
      launchedAt: DataTypes.DATE,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'users' },
  );
  const Wallet: Table = sequelize.define(
    'Wallet',
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      asset: { type: DataTypes.TEXT, primaryKey: true },
      balance: DataTypes.BIGINT,
      version: DataTypes.BIGINT,
    },
    { tableName: 'wallets' },
  );
  const Entry: Table = sequelize.define(
    'Entry',
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
      userId: DataTypes.BIGINT,
      asset: DataTypes.TEXT,
      walletVersion: DataTypes.BIGINT,
      account: DataTypes.TEXT,
      amount: DataTypes.BIGINT,
      balanceBefore: DataTypes.BIGINT,
      balanceAfter: DataTypes.BIGINT,
      kind: DataTypes.TEXT,
      reference: DataTypes.TEXT,
      botName: DataTypes.TEXT,
      actor: DataTypes.TEXT,
      eventAt: DataTypes.DATE,
    },
    { tableName: 'ledger_entries' },
  );
  const Plan: Table = sequelize.define(
    'Plan',
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      id: { type: DataTypes.UUID, primaryKey: true },
      planCode: DataTypes.TEXT,
      kind: DataTypes.TEXT,
      dailyOperations: DataTypes.INTEGER,
      startsAt: DataTypes.DATE,
      endsAt: DataTypes.DATE,
      renews: DataTypes.BOOLEAN,
    },
    { tableName: 'user_plans' },
  );
  const Usage: Table = sequelize.define(
    'Usage',
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      day: { type: DataTypes.DATEONLY, primaryKey: true },
      used: DataTypes.INTEGER,
    },
    { tableName: 'plan_usage' },
  );
  const Referral: Table = sequelize.define(
    'Referral',
    {
      refereeUserId: { type: DataTypes.BIGINT, primaryKey: true },
      referrerUserId: DataTypes.BIGINT,
      countedAt: DataTypes.DATE,
      revokedAt: DataTypes.DATE,
    },
    { tableName: 'referrals' },
  );
  const Registration: Table = sequelize.define(
    'Registration',
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      webinarId: { type: DataTypes.UUID, primaryKey: true },
      state: DataTypes.TEXT,
    },
    { tableName: 'webinar_registrations' },
  );
  const Generation: Table = sequelize.define(
    'Generation',
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      id: { type: DataTypes.UUID, primaryKey: true },
      requestId: DataTypes.UUID,
      requestHash: DataTypes.BLOB,
      botName: DataTypes.TEXT,
      operation: DataTypes.TEXT,
      model: DataTypes.TEXT,
      prompt: DataTypes.TEXT,
      aspectRatio: DataTypes.TEXT,
      seed: DataTypes.BIGINT,
      price: DataTypes.BIGINT,
      paidWith: DataTypes.TEXT,
      status: DataTypes.TEXT,
      deadlineAt: DataTypes.DATE,
      createdAt: { type: DataTypes.DATE, defaultValue: DataTypes.NOW },
    },
    { tableName: 'generations' },
  );
  const AiModel: Table = sequelize.define(
    'AiModel',
    {
      code: { type: DataTypes.TEXT, primaryKey: true },
      operation: DataTypes.TEXT,
      name: DataTypes.TEXT,
      price: DataTypes.BIGINT,
      status: DataTypes.TEXT,
      providers: DataTypes.JSONB,
    },
    { tableName: 'models' },
  );
  User.hasMany(Wallet, { as: 'wallets', foreignKey: 'userId' });
  return {
    sequelize,
    User,
    Wallet,
    Entry,
    Plan,
    Usage,
    Referral,
    Registration,
    AiModel,
    Generation,
  };
}
