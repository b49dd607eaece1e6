import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import {
  type BroadcastState,
  broadcastStates,
  type DeliveryOutcome,
} from '../../../shared/closedSets.ts';
import { type BroadcastAudience, broadcastAudience } from '../../../shared/schemas/broadcasts.ts';
import { localized } from '../../../shared/schemas/primitives.ts';
import {
  bigint,
  boolean,
  integer,
  json,
  moment,
  now,
  oneOf,
  text,
  uuid,
} from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import { type BroadcastContent, broadcastContent } from '../notifications/lookup.ts';

/** One message of an admin to many people. */
export class Broadcast extends Model<
  InferAttributes<Broadcast>,
  InferCreationAttributes<Broadcast>
> {
  declare id: string;
  declare adminUserId: number;
  declare state: CreationOptional<BroadcastState>;
  declare version: CreationOptional<number>;
  declare text: BroadcastContent['text'];
  declare pictureId: CreationOptional<string | null>;
  declare button: CreationOptional<BroadcastContent['button']>;
  declare audience: BroadcastAudience;
  declare scheduledAt: CreationOptional<Date | null>;
  declare startedAt: CreationOptional<Date | null>;
  declare finishedAt: CreationOptional<Date | null>;
  /** The size of its audience when it started. */
  declare recipients: CreationOptional<number | null>;
  /** Everybody up to this person has a message in the outbox, or is not in the audience. */
  declare lastUserId: CreationOptional<number>;
  declare filled: CreationOptional<boolean>;
  /** The counts of its messages by outcome, stored when it ended. */
  declare totals: CreationOptional<Partial<Record<DeliveryOutcome, number>> | null>;
  declare createdAt: CreationOptional<Date>;
  /** The bot whose token Telegram refuses, where that is the reason for the stop. */
  declare refusedBot: CreationOptional<string | null>;
  declare admin?: NonAttribute<{ firstName: string; lastName: string | null }>;
}

export const broadcastsTable = table(
  Broadcast,
  'broadcasts',
  {
    id: uuid({ primaryKey: true }),
    adminUserId: bigint({ references: 'users.id' }),
    state: oneOf(broadcastStates, { default: 'draft' }),
    version: integer({ default: 1 }),
    text: json(localized),
    pictureId: uuid({ nullable: true, references: 'message_pictures.id' }),
    button: json(broadcastContent.shape.button, { nullable: true }),
    audience: json(broadcastAudience),
    scheduledAt: moment({ nullable: true }),
    startedAt: moment({ nullable: true }),
    finishedAt: moment({ nullable: true }),
    recipients: integer({ nullable: true }),
    lastUserId: bigint({ default: 0 }),
    filled: boolean({ default: false }),
    totals: json(null, { nullable: true }),
    createdAt: now(),
    refusedBot: text({ nullable: true }),
  },
  {
    about: 'One message of an admin to many people.',
  },
);
