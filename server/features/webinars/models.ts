import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { type RegistrationState, registrationStates } from '../../../shared/closedSets.ts';
import { bigint, boolean, integer, moment, now, oneOf, text, uuid } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** A webinar. */
export class Webinar extends Model<InferAttributes<Webinar>, InferCreationAttributes<Webinar>> {
  declare id: string;
  declare title: string;
  declare description: CreationOptional<string>;
  declare startsAt: Date;
  declare durationMinutes: number;
  declare link: string;
  declare capacity: CreationOptional<number | null>;
  declare active: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  /** Counted up by the database with every change that calendars show. */
  declare revision: CreationOptional<number>;
}

export const webinarsTable = table(
  Webinar,
  'webinars',
  {
    id: uuid({ primaryKey: true }),
    title: text(),
    description: text({ default: '' }),
    startsAt: moment(),
    durationMinutes: integer(),
    link: text(),
    capacity: integer({ nullable: true }),
    active: boolean({ default: true }),
    createdAt: now(),
    revision: integer({ default: 0 }),
  },
  {
    about: 'A webinar.',
  },
);

/** A place in a webinar or on its waiting list. */
export class WebinarRegistration extends Model<
  InferAttributes<WebinarRegistration>,
  InferCreationAttributes<WebinarRegistration>
> {
  declare userId: number;
  declare webinarId: string;
  declare state: RegistrationState;
  declare botName: string;
  declare nth: CreationOptional<number>;
  declare confirmedAt: CreationOptional<Date | null>;
  declare holdsReward: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

export const webinarRegistrationsTable = table(
  WebinarRegistration,
  'webinar_registrations',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    webinarId: uuid({ primaryKey: true, references: 'webinars.id' }),
    state: oneOf(registrationStates),
    botName: text(),
    nth: integer({ default: 1 }),
    confirmedAt: moment({ nullable: true }),
    holdsReward: boolean({ default: false }),
    createdAt: now(),
    updatedAt: now(),
  },
  {
    about: 'A place in a webinar or on its waiting list.',
  },
);
