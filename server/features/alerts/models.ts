import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { type AlertKind, alertKinds } from '../../../shared/closedSets.ts';
import { identity, json, moment, now, oneOf, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** A problem that an admin must look at. */
export class Alert extends Model<InferAttributes<Alert>, InferCreationAttributes<Alert>> {
  declare id: CreationOptional<number>;
  declare kind: AlertKind;
  declare key: string;
  /** Read it by `readObject`: it may have been written by hand. */
  declare detail: CreationOptional<Record<string, unknown>>;
  declare resolvedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

export const alertsTable = table(
  Alert,
  'alerts',
  {
    id: identity(),
    kind: oneOf(alertKinds),
    key: text(),
    detail: json(null, { default: {} }),
    resolvedAt: moment({ nullable: true }),
    createdAt: now(),
  },
  {
    about: 'Something that an admin must look at.',
    scopes: {
      open: { where: { resolvedAt: null } },
      circuits: { where: { kind: ['provider_down', 'model_down'] } },
    },
    unique: { alerts_key: ['kind', 'key'] },
  },
);
