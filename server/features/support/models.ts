import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import {
  refundRequestStates,
  type SupportContextType,
  supportAuthors,
  supportChannels,
  supportContexts,
} from '../../../shared/closedSets.ts';
import { bigint, identity, integer, moment, now, oneOf, text, uuid } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** What a person and the support team write to each other. */
export class SupportThread extends Model<
  InferAttributes<SupportThread>,
  InferCreationAttributes<SupportThread>
> {
  declare userId: number;
  /** The bot that the person wrote through last. */
  declare botName: string;
  /** Messages of the person since the last answer. */
  declare waiting: CreationOptional<number>;
  /** Answers that the person has not seen. */
  declare unread: CreationOptional<number>;
  /** Until when texts to the bot are taken for this thread. */
  declare listensUntil: CreationOptional<Date | null>;
  declare topicId: CreationOptional<number | null>;
  declare lastMessageAt: CreationOptional<Date>;
  declare createdAt: CreationOptional<Date>;
}

export const supportThreadsTable = table(
  SupportThread,
  'support_threads',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    botName: text(),
    waiting: integer({ default: 0 }),
    unread: integer({ default: 0 }),
    listensUntil: moment({ nullable: true }),
    topicId: bigint({ nullable: true }),
    lastMessageAt: now(),
    createdAt: now(),
  },
  {
    about: 'What a person and the support team write to each other: one thread for each person.',
    unique: { support_threads_topic_key: ['topicId'] },
  },
);

/** One message of a thread. */
export class SupportMessage extends Model<
  InferAttributes<SupportMessage>,
  InferCreationAttributes<SupportMessage>
> {
  declare userId: number;
  declare id: CreationOptional<number>;
  declare author: (typeof supportAuthors)[number];
  /** Who of the team; null for the staff group. */
  declare adminUserId: CreationOptional<number | null>;
  declare channel: (typeof supportChannels)[number];
  declare text: string;
  declare contextType: CreationOptional<SupportContextType | null>;
  declare contextId: CreationOptional<string | null>;
  /** Of a message that asks for money back: what became of it. */
  declare refund: CreationOptional<(typeof refundRequestStates)[number] | null>;
  declare groupMessageId: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
}

export const supportMessagesTable = table(
  SupportMessage,
  'support_messages',
  {
    userId: bigint({ primaryKey: true, references: 'support_threads.user_id' }),
    id: identity(),
    author: oneOf(supportAuthors),
    adminUserId: bigint({ nullable: true, references: 'users.id' }),
    channel: oneOf(supportChannels),
    text: text(),
    contextType: oneOf(supportContexts, { nullable: true }),
    contextId: uuid({ nullable: true }),
    refund: oneOf(refundRequestStates, { nullable: true }),
    groupMessageId: bigint({ nullable: true }),
    createdAt: now(),
  },
  { about: 'A message of a person to support, or an answer.' },
);
