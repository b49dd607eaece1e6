import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import type { AdminActionName } from '../../../shared/closedSets.ts';
import { bigint, bytes, identity, json, now, text, uuid } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** An action of an admin, with before, after and reason. Append-only. */
export class AdminAction extends Model<
  InferAttributes<AdminAction>,
  InferCreationAttributes<AdminAction>
> {
  declare id: CreationOptional<number>;
  declare adminUserId: number;
  declare requestId: CreationOptional<string | null>;
  declare requestHash: CreationOptional<Buffer | null>;
  declare action: AdminActionName;
  declare target: string;
  declare before: CreationOptional<object | null>;
  declare after: CreationOptional<object | null>;
  declare reason: CreationOptional<string>;
  declare createdAt: CreationOptional<Date>;
}

export const adminActionsTable = table(
  AdminAction,
  'admin_actions',
  {
    id: identity(),
    adminUserId: bigint({ references: 'users.id' }),
    requestId: uuid({ nullable: true }),
    requestHash: bytes({ nullable: true }),
    action: text(),
    target: text(),
    before: json(null, { nullable: true }),
    after: json(null, { nullable: true }),
    reason: text({ default: '' }),
    createdAt: now(),
  },
  {
    about: 'What an admin did, with before, after and reason. Append-only.',
    unique: { admin_actions_request_key: ['adminUserId', 'requestId'] },
  },
);
