import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { bigint, bytes, now, text, uuid } from './columns.ts';
import { table } from './table.ts';

/** A call that moves value and has no row of its own to carry its request id. */
export class IdempotentRequest extends Model<
  InferAttributes<IdempotentRequest>,
  InferCreationAttributes<IdempotentRequest>
> {
  declare userId: number;
  declare requestId: string;
  declare procedure: string;
  declare inputHash: Buffer;
  declare createdAt: CreationOptional<Date>;
}

export const requestsTable = table(
  IdempotentRequest,
  'requests',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    requestId: uuid({ primaryKey: true }),
    procedure: text(),
    inputHash: bytes(),
    createdAt: now(),
  },
  {
    about: 'A call that moves value and has no row of its own to carry its request id.',
  },
);
