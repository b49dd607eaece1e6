import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import {
  bigint,
  boolean,
  bytes,
  identity,
  json,
  moment,
  now,
  smallint,
  text,
} from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** A key with which a bot calls the REST API. The key itself is shown once and never stored. */
export class BotKey extends Model<InferAttributes<BotKey>, InferCreationAttributes<BotKey>> {
  declare id: CreationOptional<number>;
  declare botName: string;
  /** A bot of BOTS is identified by its Telegram id; null for an external bot. */
  declare botTelegramId: CreationOptional<number | null>;
  /** 1 or 2: at most two keys of a bot are valid at once. */
  declare slot: number;
  /** SHA-256 of the key, which is long and random. */
  declare keyHash: Buffer;
  /** The last characters of the key. */
  declare hint: string;
  /** May access people who have not met the bot. */
  declare trusted: CreationOptional<boolean>;
  declare createdBy: string;
  declare createdAt: CreationOptional<Date>;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare revokedAt: CreationOptional<Date | null>;
}

export const botKeysTable = table(
  BotKey,
  'bot_keys',
  {
    id: identity(),
    botName: text(),
    botTelegramId: bigint({ nullable: true }),
    slot: smallint(),
    keyHash: bytes(),
    hint: text(),
    trusted: boolean({ default: false }),
    createdBy: text(),
    createdAt: now(),
    lastUsedAt: moment({ nullable: true }),
    revokedAt: moment({ nullable: true }),
  },
  {
    about:
      'A key with which a bot calls the REST API, stored as a hash; two of a bot are valid at once.',
    unique: { bot_keys_hash_key: ['keyHash'] },
    scopes: { valid: { where: { revokedAt: null } } },
  },
);

/** The answer of a write, by its Idempotency-Key. */
export class BotCall extends Model<InferAttributes<BotCall>, InferCreationAttributes<BotCall>> {
  declare id: CreationOptional<number>;
  declare botName: string;
  declare idempotencyKey: string;
  declare operation: string;
  declare inputHash: Buffer;
  /** Null only inside the transaction that makes the call. */
  declare answer: CreationOptional<object | null>;
  declare createdAt: CreationOptional<Date>;
  /** The person whom the call concerns; null where there is none. */
  declare telegramId: CreationOptional<number | null>;
}

export const botCallsTable = table(
  BotCall,
  'bot_calls',
  {
    id: identity(),
    botName: text(),
    idempotencyKey: text(),
    operation: text(),
    inputHash: bytes(),
    answer: json(null, { nullable: true }),
    createdAt: now(),
    telegramId: bigint({ nullable: true }),
  },
  {
    about: 'The answer of a write of the REST API by its Idempotency-Key, kept for thirty days.',
    unique: { bot_calls_key: ['botName', 'idempotencyKey'] },
  },
);
