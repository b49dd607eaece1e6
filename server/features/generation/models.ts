import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import {
  type AspectRatio,
  aspectRatios,
  type OperationCode,
  operationCodes,
} from '../../../shared/catalog/operations.ts';
import { type FailureReason, failureReasons } from '../../../shared/closedSets.ts';
import { type GenerationStatus, generationStatuses } from '../../../shared/schemas/generation.ts';
import { type PaidWith, paidWithValues } from '../../../shared/schemas/primitives.ts';
import {
  bigint,
  boolean,
  bytes,
  day,
  integer,
  json,
  moment,
  now,
  oneOf,
  real,
  smallint,
  text,
  uuid,
} from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import { NOW } from '../../db/values.ts';
import type { ProviderName } from './providers/provider.ts';

export interface InputReference {
  type: 'upload' | 'media';
  id: string;
}

/** One run of a model for a person, from its charge to its end. */
export class Generation extends Model<
  InferAttributes<Generation>,
  InferCreationAttributes<Generation>
> {
  declare userId: number;
  declare id: string;
  declare requestId: string;
  declare requestHash: Buffer;
  declare botName: string;
  declare operation: OperationCode;
  declare model: string;
  declare prompt: CreationOptional<string>;
  declare aspectRatio: AspectRatio;
  declare seed: number;
  declare scale: CreationOptional<2 | 4 | null>;
  declare seconds: CreationOptional<number | null>;
  declare sound: CreationOptional<boolean | null>;
  declare inputs: CreationOptional<InputReference[]>;
  declare price: number;
  declare paidWith: PaidWith;
  declare planDay: CreationOptional<string | null>;
  /** The model that makes it, as the person was shown; null in rows of older versions. */
  declare madeBy: CreationOptional<string | null>;
  declare standIn: CreationOptional<boolean>;
  declare status: CreationOptional<GenerationStatus>;
  declare progress: CreationOptional<number | null>;
  declare provider: ProviderName | null;
  declare providerModel: CreationOptional<string | null>;
  declare submitStartedAt: CreationOptional<Date | null>;
  declare providerRequestId: CreationOptional<string | null>;
  declare leaseToken: CreationOptional<string | null>;
  declare leaseUntil: CreationOptional<Date | null>;
  declare attempts: CreationOptional<number>;
  declare deadlineAt: Date;
  declare failure: CreationOptional<FailureReason | null>;
  declare failureDetail: CreationOptional<string | null>;
  declare mediaCount: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare startedAt: CreationOptional<Date | null>;
  declare finishedAt: CreationOptional<Date | null>;
  /** When the person saw its failure; until then it is shown in the gallery. */
  declare failureSeenAt: CreationOptional<Date | null>;
}

/** The columns that statements and models read; the request's hash is not needed any more. */
export type GenerationRow = Omit<
  InferAttributes<Generation>,
  'requestId' | 'requestHash' | 'leaseUntil' | 'failureDetail' | 'failureSeenAt'
>;

/** What every end has in common: the lease is released. */
export const ENDED = { finishedAt: NOW, leaseToken: null, leaseUntil: null };

export const generationsTable = table(
  Generation,
  'generations',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: uuid({ primaryKey: true }),
    requestId: uuid(),
    requestHash: bytes(),
    botName: text(),
    operation: oneOf(operationCodes),
    model: text({ references: 'models.code' }),
    prompt: text({ default: '' }),
    aspectRatio: oneOf(aspectRatios),
    seed: bigint(),
    scale: smallint({ nullable: true }),
    seconds: smallint({ nullable: true }),
    sound: boolean({ nullable: true }),
    inputs: json(null, { default: [] }),
    price: bigint(),
    paidWith: oneOf(paidWithValues),
    planDay: day({ nullable: true }),
    madeBy: text({ nullable: true, references: 'models.code' }),
    standIn: boolean({ default: false }),
    status: oneOf(generationStatuses, { default: 'queued' }),
    progress: real({ nullable: true }),
    provider: text({ nullable: true }),
    providerModel: text({ nullable: true }),
    submitStartedAt: moment({ nullable: true }),
    providerRequestId: text({ nullable: true }),
    leaseToken: uuid({ nullable: true }),
    leaseUntil: moment({ nullable: true }),
    attempts: integer({ default: 0 }),
    deadlineAt: moment(),
    failure: oneOf(failureReasons, { nullable: true }),
    failureDetail: text({ nullable: true }),
    mediaCount: integer({ default: 0 }),
    createdAt: now(),
    startedAt: moment({ nullable: true }),
    finishedAt: moment({ nullable: true }),
    failureSeenAt: moment({ nullable: true }),
  },
  {
    about: 'One run of a model for a person, from its charge to its end.',
    scopes: {
      /** Failures that have not been seen. */
      failedUnseen: { where: { status: 'failed', failureSeenAt: null } },
      unfinished: { where: { status: ['queued', 'running'] } },
      /** No lease, and no provider has been asked. */
      untouched: { where: { leaseToken: null, submitStartedAt: null, providerRequestId: null } },
      /** A worker whose lease has passed to another one finds nothing. */
      heldBy: (leaseToken: string) => ({ where: { leaseToken, status: 'running' } }),
    },
    unique: { generations_request_key: ['userId', 'requestId'] },
  },
);

/** A picture that a person uploaded as an input. */
export class Upload extends Model<InferAttributes<Upload>, InferCreationAttributes<Upload>> {
  declare userId: number;
  declare id: string;
  declare mime: string;
  declare width: number;
  declare height: number;
  declare bytes: number;
  declare file: string;
  declare thumbhash: Buffer;
  declare createdAt: CreationOptional<Date>;
}

export const uploadsTable = table(
  Upload,
  'uploads',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    id: uuid({ primaryKey: true }),
    mime: text(),
    width: integer(),
    height: integer(),
    bytes: bigint(),
    file: text(),
    thumbhash: bytes(),
    createdAt: now(),
  },
  {
    about: 'A picture that a person uploaded as an input.',
  },
);
