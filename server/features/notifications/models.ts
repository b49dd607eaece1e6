import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { type DeliveryOutcome, deliveryOutcomes } from '../../../shared/closedSets.ts';
import {
  bigint,
  boolean,
  bytes,
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
import { type OutboxMessage as OutboxPayload, outboxMessage } from './outboxMessages.ts';

/** Until when the app counts as open, so that the bot stays silent. */
export class AppPresence extends Model<
  InferAttributes<AppPresence>,
  InferCreationAttributes<AppPresence>
> {
  declare userId: number;
  declare openUntil: Date;
}

export const appPresenceTable = table(
  AppPresence,
  'app_presence',
  {
    userId: bigint({ primaryKey: true }),
    openUntil: moment(),
  },
  {
    about: 'Until when the app counts as open, so that the bot stays silent.',
  },
);

/** A message that the bot has to send. */
export class OutboxMessage extends Model<
  InferAttributes<OutboxMessage>,
  InferCreationAttributes<OutboxMessage>
> {
  declare id: CreationOptional<number>;
  declare kind: string;
  declare key: string;
  declare userId: CreationOptional<number | null>;
  declare botName: string;
  declare payload: OutboxPayload;
  declare sendAfter: CreationOptional<Date>;
  declare sentAt: CreationOptional<Date | null>;
  declare attempts: CreationOptional<number>;
  declare lastError: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare broadcastId: CreationOptional<string | null>;
  /** Held while its broadcast is paused. */
  declare held: CreationOptional<boolean>;
  /** Null while it waits or is being sent. */
  declare outcome: CreationOptional<DeliveryOutcome | null>;
  declare claimedAt: CreationOptional<Date | null>;
}

export const outboxMessagesTable = table(
  OutboxMessage,
  'outbox_messages',
  {
    id: identity(),
    kind: text(),
    key: text(),
    userId: bigint({ nullable: true, references: 'users.id' }),
    botName: text(),
    payload: json(outboxMessage),
    sendAfter: now(),
    sentAt: moment({ nullable: true }),
    attempts: integer({ default: 0 }),
    lastError: text({ nullable: true }),
    createdAt: now(),
    broadcastId: uuid({ nullable: true, references: 'broadcasts.id' }),
    held: boolean({ default: false }),
    outcome: oneOf(deliveryOutcomes, { nullable: true }),
    claimedAt: moment({ nullable: true }),
  },
  {
    about: 'A message that the bot has to send.',
    unique: { outbox_messages_key: ['kind', 'key'] },
  },
);

/** When a bot may send its next message, shared by all processes. */
export class OutboxPace extends Model<
  InferAttributes<OutboxPace>,
  InferCreationAttributes<OutboxPace>
> {
  declare botName: string;
  declare nextAt: CreationOptional<Date>;
}

export const outboxPaceTable = table(
  OutboxPace,
  'outbox_pace',
  {
    botName: text({ primaryKey: true }),
    nextAt: now(),
  },
  {
    about: 'When a bot may write its next message, for all processes.',
  },
);

/** A picture that the bot sends to many. */
export class MessagePicture extends Model<
  InferAttributes<MessagePicture>,
  InferCreationAttributes<MessagePicture>
> {
  declare id: string;
  declare jpeg: Buffer;
  /** What the admin tab shows: WebP. */
  declare thumb: Buffer;
  declare width: number;
  declare height: number;
  /** Telegram's copy for each bot that has sent it. */
  declare fileIds: CreationOptional<Record<string, string>>;
  declare createdAt: CreationOptional<Date>;
}

export const messagePicturesTable = table(
  MessagePicture,
  'message_pictures',
  {
    id: uuid({ primaryKey: true }),
    jpeg: bytes(),
    thumb: bytes(),
    width: integer(),
    height: integer(),
    fileIds: json(null, { default: {} }),
    createdAt: now(),
  },
  {
    about: 'A picture that the bot sends to many, and Telegram’s copies of it by bot.',
  },
);
