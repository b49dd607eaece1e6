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
import type { User } from '../users/models.ts';

/** A webinar. */
export class Webinar extends Model<InferAttributes<Webinar>, InferCreationAttributes<Webinar>> {
  declare id: CreationOptional<string>;
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
  /** Rises with every change by an admin. */
  declare version: CreationOptional<number>;
  declare updatedAt: CreationOptional<Date>;
  /** Where it can be seen afterwards; for those who had a place. */
  declare recordingLink: CreationOptional<string | null>;
  declare registrations?: NonAttribute<WebinarRegistration[]>;

  /** How many have a place; read by the scope `withPlaces`. */
  get registered(): NonAttribute<number> {
    return computed(this, 'registered');
  }

  /** How many wait for one; read by the scope `withPlaces`. */
  get waiting(): NonAttribute<number> {
    return computed(this, 'waiting');
  }

  /** Whether it had begun when it was read by the scope `withStarted`, by the database's clock. */
  get started(): NonAttribute<boolean> {
    return computed(this, 'started');
  }
}

/** How many registrations are in a state. */
const countOf = (state: 'registered' | 'waiting'): [ReturnType<typeof literal>, string] => [
  literal(`(select count(*) from webinar_registrations r
    where r.webinar_id = "Webinar".id and r.state = '${state}')`),
  state,
];

export const webinarsTable = table(
  Webinar,
  'webinars',
  {
    id: uuid({ primaryKey: true, default: literal('gen_random_uuid()') }),
    title: text(),
    description: text({ default: '' }),
    startsAt: moment(),
    durationMinutes: integer(),
    link: text(),
    capacity: integer({ nullable: true }),
    active: boolean({ default: true }),
    createdAt: now(),
    revision: integer({ default: 0 }),
    version: integer({ default: 1 }),
    updatedAt: now(),
    recordingLink: text({ nullable: true }),
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
      over: {
        where: {
          [Op.and]: literal(
            `"Webinar".starts_at + "Webinar".duration_minutes * interval '1 minute' <= now()`,
          ),
        },
      },
      withStarted: { attributes: { include: [[literal('starts_at <= now()'), 'started']] } },
      withPlaces: { attributes: { include: [countOf('registered'), countOf('waiting')] } },
      /** Those at which the person has a place; with that registration. */
      attendableBy: (userId: number) => ({
        include: {
          association: 'registrations',
          where: { userId, state: 'registered' },
          required: true,
        },
      }),
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
  /** When an admin has marked that the person came. */
  declare attendedAt: CreationOptional<Date | null>;
  declare webinar?: NonAttribute<Webinar>;
  declare user?: NonAttribute<User>;
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
    attendedAt: moment({ nullable: true }),
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
