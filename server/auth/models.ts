import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { bytes, now, text } from '../db/columns.ts';
import { table } from '../db/table.ts';

/** A key that the server generated for itself, the same for every process. */
export class ServerSecret extends Model<
  InferAttributes<ServerSecret>,
  InferCreationAttributes<ServerSecret>
> {
  declare name: string;
  declare value: Buffer;
  declare createdAt: CreationOptional<Date>;
}

export const serverSecretsTable = table(
  ServerSecret,
  'server_secrets',
  { name: text({ primaryKey: true }), value: bytes(), createdAt: now() },
  { about: 'A key that the server made for itself, the same for every process.' },
);
