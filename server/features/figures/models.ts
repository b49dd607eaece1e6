import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { bigint, day, moment, oneOf, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import { type FigureName, figureNames } from './names.ts';

/** One figure of one day in UTC. */
export class DailyFigure extends Model<
  InferAttributes<DailyFigure>,
  InferCreationAttributes<DailyFigure>
> {
  /** YYYY-MM-DD */
  declare day: string;
  declare figure: FigureName;
  declare key: CreationOptional<string>;
  declare value: number;
}

export const dailyFiguresTable = table(
  DailyFigure,
  'daily_figures',
  {
    day: day({ primaryKey: true }),
    figure: oneOf(figureNames, { primaryKey: true }),
    key: text({ primaryKey: true, default: '' }),
    value: bigint(),
  },
  {
    about: "What the team's dashboard adds up: one figure of one day in UTC, kept by a job.",
  },
);

/** One figure of one hour that has begun. */
export class HourlyFigure extends Model<
  InferAttributes<HourlyFigure>,
  InferCreationAttributes<HourlyFigure>
> {
  /** When it begins. */
  declare hour: Date;
  declare figure: FigureName;
  declare key: CreationOptional<string>;
  declare value: number;
}

export const hourlyFiguresTable = table(
  HourlyFigure,
  'hourly_figures',
  {
    hour: moment({ primaryKey: true }),
    figure: oneOf(figureNames, { primaryKey: true }),
    key: text({ primaryKey: true, default: '' }),
    value: bigint(),
  },
  {
    about: 'Figures of one hour, for days that are counted up to a time of day; kept by a job.',
  },
);
