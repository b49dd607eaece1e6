import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { type EarnedTaskCode, earnedTaskCodes } from '../../../shared/closedSets.ts';
import { bigint, day, integer, oneOf } from '../../db/columns.ts';
import { table } from '../../db/table.ts';

/** A task for which a person has been rewarded. */
export class EarnedTask extends Model<
  InferAttributes<EarnedTask>,
  InferCreationAttributes<EarnedTask>
> {
  declare userId: number;
  declare task: EarnedTaskCode;
  declare times: CreationOptional<number>;
  /** The day of UTC on which it was last rewarded, `YYYY-MM-DD`. */
  declare lastDay: string;
}

export const earnedTasksTable = table(
  EarnedTask,
  'earned_tasks',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    task: oneOf(earnedTaskCodes, { primaryKey: true }),
    times: integer({ default: 1 }),
    lastDay: day(),
  },
  {
    about: 'A task for which a person has been rewarded, and how often.',
  },
);
