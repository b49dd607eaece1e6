import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

/** A picture that a person has put in. */
export class Upload extends Model<InferAttributes<Upload>, InferCreationAttributes<Upload>> {
  declare userId: number;
  declare id: string;
  declare mime: string;
  declare width: number;
  declare height: number;
  declare bytes: number;
  /** Name in the storage. */
  declare file: string;
  declare thumbhash: Buffer;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to one database, so that several can live in one process. */
export function defineUploads(sequelize: Sequelize): typeof Upload {
  const Bound = class extends Upload {};
  Bound.init(
    {
      userId: { type: DataTypes.BIGINT, primaryKey: true },
      id: { type: DataTypes.UUID, primaryKey: true },
      mime: { type: DataTypes.TEXT, allowNull: false },
      width: { type: DataTypes.INTEGER, allowNull: false },
      height: { type: DataTypes.INTEGER, allowNull: false },
      bytes: { type: DataTypes.BIGINT, allowNull: false },
      file: { type: DataTypes.TEXT, allowNull: false },
      thumbhash: { type: DataTypes.BLOB, allowNull: false },
      createdAt: { type: DataTypes.DATE, defaultValue: DataTypes.NOW },
    },
    { sequelize, modelName: 'Upload', tableName: 'uploads' },
  );
  return Bound;
}
