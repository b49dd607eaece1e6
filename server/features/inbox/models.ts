import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { integer, json, moment, now, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** An event of a provider or of Telegram, stored before it is processed. */
export class InboxEvent extends Model<
  InferAttributes<InboxEvent>,
  InferCreationAttributes<InboxEvent>
> {
  declare source: string;
  declare eventKey: string;
  declare payload: unknown;
  declare receivedAt: CreationOptional<Date>;
  declare processedAt: CreationOptional<Date | null>;
  declare attempts: CreationOptional<number>;
  declare lastError: CreationOptional<string | null>;
}

export const inboxEventsTable = table(
  InboxEvent,
  'inbox_events',
  {
    source: text({ primaryKey: true }),
    eventKey: text({ primaryKey: true }),
    payload: json(null),
    receivedAt: now(),
    processedAt: moment({ nullable: true }),
    attempts: integer({ default: 0 }),
    lastError: text({ nullable: true }),
  },
  {
    about: 'An event of a provider or of Telegram, stored before it is processed.',
  },
);
