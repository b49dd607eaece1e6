import { type InferAttributes, type InferCreationAttributes, Model } from 'sequelize';
import { bigint, moment, text } from '../db/columns.ts';
import { table } from '../db/table.ts';

/** How much of a limit a person has used. */
export class RateLimitCount extends Model<
  InferAttributes<RateLimitCount>,
  InferCreationAttributes<RateLimitCount>
> {
  /** A Telegram id, or for downloads a user id. */
  declare subject: number;
  declare action: string;
  /** The theoretical arrival time of the generic cell rate algorithm. */
  declare tat: Date;
}

export const rateLimitsTable = table(
  RateLimitCount,
  'rate_limits',
  {
    subject: bigint({ primaryKey: true }),
    action: text({ primaryKey: true }),
    tat: moment(),
  },
  {
    about: 'How much of the limits of calls people have used; unlogged, so a crash forgets it.',
  },
);
