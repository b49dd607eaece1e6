import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
  Op,
} from 'sequelize';
import {
  type MediaKind,
  mediaKinds,
  type OperationCode,
  operationCodes,
} from '../../../shared/catalog/operations.ts';
import {
  bigint,
  bytes,
  integer,
  moment,
  now,
  oneOf,
  smallint,
  text,
  uuid,
} from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import type { Generation } from '../generation/models.ts';

/** A picture or video in a gallery. */
export class Media extends Model<InferAttributes<Media>, InferCreationAttributes<Media>> {
  declare userId: number;
  declare id: string;
  declare generationId: string;
  declare position: CreationOptional<number>;
  declare kind: MediaKind;
  declare operation: OperationCode;
  declare model: string;
  declare mime: string;
  declare width: number;
  declare height: number;
  declare bytes: number;
  declare durationMs: CreationOptional<number | null>;
  declare file: string;
  declare previewFile: string;
  declare thumbFile: string;
  declare thumbhash: Buffer;
  declare favouriteAt: CreationOptional<Date | null>;
  declare trashedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  /** When its person first opened it. */
  declare seenAt: CreationOptional<Date | null>;
  declare generation?: NonAttribute<Generation>;
}

export const mediaTable = table(
  Media,
  'media',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: uuid({ primaryKey: true }),
    generationId: uuid(),
    position: smallint({ default: 0 }),
    kind: oneOf(mediaKinds),
    operation: oneOf(operationCodes),
    model: text(),
    mime: text(),
    width: integer(),
    height: integer(),
    bytes: bigint(),
    durationMs: integer({ nullable: true }),
    file: text(),
    previewFile: text(),
    thumbFile: text(),
    thumbhash: bytes(),
    favouriteAt: moment({ nullable: true }),
    trashedAt: moment({ nullable: true }),
    createdAt: now(),
    seenAt: moment({ nullable: true }),
  },
  {
    about: 'A picture or video in a gallery.',
    scopes: {
      trashed: { where: { trashedAt: { [Op.ne]: null } } },
      notTrashed: { where: { trashedAt: null } },
      favourite: { where: { favouriteAt: { [Op.ne]: null } } },
      unseen: { where: { seenAt: null } },
      notFavourite: { where: { favouriteAt: null } },
      /** Works of one person, each with its generation. The key of a generation is (user_id, id). */
      withGenerationOf: (userId: number) => ({
        where: { userId },
        include: {
          association: 'generation',
          where: { userId },
          attributes: ['prompt', 'aspectRatio', 'seed', 'price', 'paidWith', 'standIn'],
        },
      }),
    },
    unique: { media_generation_key: ['userId', 'generationId', 'position'] },
  },
);

/** The number of works in a person's gallery; maintained by a trigger. */
export class MediaCounts extends Model<
  InferAttributes<MediaCounts>,
  InferCreationAttributes<MediaCounts>
> {
  declare userId: number;
  declare images: CreationOptional<number>;
  declare videos: CreationOptional<number>;
  declare favourites: CreationOptional<number>;
  declare trash: CreationOptional<number>;
}

export const mediaCountsTable = table(
  MediaCounts,
  'media_counts',
  {
    userId: bigint({ primaryKey: true }),
    images: bigint({ default: 0 }),
    videos: bigint({ default: 0 }),
    favourites: bigint({ default: 0 }),
    trash: bigint({ default: 0 }),
  },
  {
    about: "How much is in a person's gallery; kept by a trigger.",
  },
);
