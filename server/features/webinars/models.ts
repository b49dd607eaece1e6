import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  literal,
  Model,
  type NonAttribute,
  Op,
} from 'sequelize';
import { type RegistrationState, registrationStates } from '../../../shared/closedSets.ts';
import { bigint, boolean, integer, moment, now, oneOf, text, uuid } from '../../db/columns.ts';
import { computed } from '../../db/computed.ts';
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
  declare registrations?: NonAttribute<WebinarRegistration[]>;

  /** How many have a place; read by the scope `withPlaces`. */
  get registered(): NonAttribute<number> {
    return computed(this, 'registered');
  }

  /** Whether it had begun when it was read by the scope `withStarted`, by the database's clock. */
  get started(): NonAttribute<boolean> {
    return computed(this, 'started');
  }
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
    scopes: {
      active: { where: { active: true } },
      notOver: {
        where: {
          [Op.and]: literal(
            `"Webinar".starts_at + "Webinar".duration_minutes * interval '1 minute' > now()`,
          ),
        },
      },
      withStarted: { attributes: { include: [[literal('starts_at <= now()'), 'started']] } },
      withPlaces: {
        attributes: {
          include: [
            [
              literal(`(select count(*) from webinar_registrations r
                where r.webinar_id = "Webinar".id and r.state = 'registered')`),
              'registered',
            ],
          ],
        },
      },
      /** Those on offer, and those at which the person has a place or waits; with that registration. */
      seenBy: (userId: number) => ({
        include: { association: 'registrations', where: { userId }, required: false },
        where: {
          [Op.or]: { active: true, '$registrations.state$': ['registered', 'waiting'] },
        },
      }),
    },
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
  declare webinar?: NonAttribute<Webinar>;
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
    scopes: {
      of: (userId: number, webinarId: string) => ({ where: { userId, webinarId } }),
      registered: { where: { state: 'registered' } },
      waiting: { where: { state: 'waiting' } },
    },
  },
);
