import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import { bigint, now, text } from '../db/columns.ts';
import { table } from '../db/table.ts';

/** A name that a bot has or had in BOTS. */
export class BotName extends Model<InferAttributes<BotName>, InferCreationAttributes<BotName>> {
  declare name: string;
  declare telegramId: number;
  declare takenAt: CreationOptional<Date>;
}

export const botNamesTable = table(
  BotName,
  'bot_names',
  {
    name: text({ primaryKey: true }),
    telegramId: bigint({ primaryKey: true }),
    takenAt: now(),
  },
  {
    about: 'A name that a bot has or had in BOTS; a bot is known by its Telegram id.',
  },
);
