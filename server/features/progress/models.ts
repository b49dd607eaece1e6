import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A training that another bot has held with a person. */
export class Training extends Model<InferAttributes<Training>, InferCreationAttributes<Training>> {
  declare userId: number;
  declare id: CreationOptional<number>;
  declare botName: string;
  declare reference: string;
  declare title: string;
  /** NUMERIC comes as text. */
  declare score: string;
  declare clarity: string | null;
  declare questionCount: number;
  declare questionTypes: Record<string, number>;
  declare snapshot: Record<string, unknown>;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to one database, so that several can live in one process. */
export function defineTrainings(sequelize: Sequelize): typeof Training {
  const Bound = class extends Training {};
  Bound.init(
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
      botName: DataTypes.TEXT,
      reference: DataTypes.TEXT,
      title: DataTypes.TEXT,
      score: DataTypes.DECIMAL(6, 2),
      clarity: DataTypes.DECIMAL(6, 2),
      questionCount: DataTypes.INTEGER,
      questionTypes: DataTypes.JSONB,
      snapshot: DataTypes.JSONB,
      createdAt: DataTypes.DATE,
    },
    { sequelize, modelName: 'Training', tableName: 'trainings' },
  );
  return Bound;
}
