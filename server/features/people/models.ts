import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import { bigint, identity, now, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** What people are listed and ordered by, as of the last minute. */
export class PersonFigures extends Model<
  InferAttributes<PersonFigures>,
  InferCreationAttributes<PersonFigures>
> {
  declare userId: number;
  /** Hundredths. */
  declare coins: CreationOptional<number>;
  declare xp: CreationOptional<number>;
  declare paidStars: CreationOptional<number>;
  declare paidKopecks: CreationOptional<number>;
  declare figuredAt: CreationOptional<Date>;
}

export const personFiguresTable = table(
  PersonFigures,
  'person_figures',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    coins: bigint({ default: 0 }),
    xp: bigint({ default: 0 }),
    paidStars: bigint({ default: 0 }),
    paidKopecks: bigint({ default: 0 }),
    figuredAt: now(),
  },
  { about: 'What people are listed and ordered by in the admin tab; kept by a job.' },
);

/** What the team notes about a person. Appended, never changed. */
export class PersonNote extends Model<
  InferAttributes<PersonNote>,
  InferCreationAttributes<PersonNote>
> {
  declare userId: number;
  declare id: CreationOptional<number>;
  declare authorUserId: number;
  declare text: string;
  declare createdAt: CreationOptional<Date>;
  declare author?: NonAttribute<{ firstName: string; lastName: string | null }>;
}

export const personNotesTable = table(
  PersonNote,
  'person_notes',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: identity(),
    authorUserId: bigint({ references: 'users.id' }),
    text: text(),
    createdAt: now(),
  },
  { about: 'What the team notes about a person. Appended, never changed; goes with the account.' },
);
