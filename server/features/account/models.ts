import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { bigint, bytes, json, moment, now, text, uuid } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** Who has deleted an account, by a keyed hash. */
export class ErasedPerson extends Model<
  InferAttributes<ErasedPerson>,
  InferCreationAttributes<ErasedPerson>
> {
  declare telegramHash: Buffer;
  declare promoIds: CreationOptional<number[]>;
  declare erasedAt: CreationOptional<Date>;
}

export const erasedPeopleTable = table(
  ErasedPerson,
  'erased_people',
  {
    telegramHash: bytes({ primaryKey: true }),
    promoIds: json(null, { default: [] }),
    erasedAt: now(),
  },
  {
    about:
      'Who has deleted an account, by a keyed hash: enough to know them again, not to name them.',
  },
);

/** A copy of a person's data. */
export class DataExport extends Model<
  InferAttributes<DataExport>,
  InferCreationAttributes<DataExport>
> {
  declare userId: number;
  declare id: string;
  declare botName: string;
  /** JSON, compressed by gzip; null until it is made. */
  declare content: CreationOptional<Buffer | null>;
  declare createdAt: CreationOptional<Date>;
  declare readyAt: CreationOptional<Date | null>;
  declare expiresAt: CreationOptional<Date | null>;
}

export const dataExportsTable = table(
  DataExport,
  'data_exports',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: uuid({ primaryKey: true }),
    botName: text(),
    content: bytes({ nullable: true }),
    createdAt: now(),
    readyAt: moment({ nullable: true }),
    expiresAt: moment({ nullable: true }),
  },
  { about: 'A copy of a person’s data, made by a job and kept for a day.' },
);
