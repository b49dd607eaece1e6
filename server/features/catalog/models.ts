import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type NonAttribute,
} from 'sequelize';
import { type CatalogBadge, type Rarity, rarities } from '../../../shared/catalog/badges.ts';
import {
  type CatalogModel,
  type ModelStatus,
  modelStatuses,
} from '../../../shared/catalog/models.ts';
import { type OperationCode, operationCodes } from '../../../shared/catalog/operations.ts';
import { type PlanKind, planKinds } from '../../../shared/catalog/plans.ts';
import { type PresetKind, presetKinds } from '../../../shared/catalog/presets.ts';
import { type Localized, localized } from '../../../shared/schemas/primitives.ts';
import { bigint, boolean, integer, json, now, oneOf, text } from '../../db/columns.ts';
import { table } from '../../db/table.ts';
import type { UserBadge } from '../progress/models.ts';

/** A badge: its texts and its condition. */
export class Badge extends Model<InferAttributes<Badge>, InferCreationAttributes<Badge>> {
  declare code: string;
  declare name: Localized;
  declare description: Localized;
  declare icon: string;
  declare rarity: Rarity;
  declare criteria: CatalogBadge['criteria'];
  declare xp: CreationOptional<number>;
  declare ownedPercent: CreationOptional<number>;
  declare active: CreationOptional<boolean>;
  declare position: number;
  declare updatedAt: CreationOptional<Date>;
  /** The bot that made it; null for badges of the product. */
  declare definedBy: CreationOptional<string | null>;
  /** Read by the scope `ownedBy`: at most one. */
  declare owners?: NonAttribute<UserBadge[]>;
  declare version: CreationOptional<number>;
}

export const badgesTable = table(
  Badge,
  'badges',
  {
    code: text({ primaryKey: true }),
    name: json(localized),
    description: json(localized),
    icon: text(),
    rarity: oneOf(rarities),
    criteria: json(null),
    xp: bigint({ default: 0 }),
    ownedPercent: integer({ default: 0 }),
    active: boolean({ default: true }),
    position: integer(),
    updatedAt: now(),
    definedBy: text({ nullable: true }),
    version: integer({ default: 1 }),
  },
  {
    about: 'A badge: what it is called and what earns it.',
    scopes: {
      /** With this person's row, where they have earned it. */
      ownedBy: (userId: number) => ({
        include: { association: 'owners', where: { userId }, required: false },
      }),
    },
  },
);

/** A level: its XP threshold and its rewards. */
export class Level extends Model<InferAttributes<Level>, InferCreationAttributes<Level>> {
  declare level: number;
  declare minXp: number;
  declare name: Localized;
  declare coins: CreationOptional<number>;
  declare freeOperations: CreationOptional<number>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

export const levelsTable = table(
  Level,
  'levels',
  {
    level: integer({ primaryKey: true }),
    minXp: bigint(),
    name: json(localized),
    coins: bigint({ default: 0 }),
    freeOperations: bigint({ default: 0 }),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about: 'A level: from how much XP, and what reaching it gives.',
    unique: { levels_min_xp_key: ['minXp'] },
  },
);

/** An AI model as it is sold: price, status, providers, fallback. */
export class GenerationModel extends Model<
  InferAttributes<GenerationModel>,
  InferCreationAttributes<GenerationModel>
> {
  declare code: string;
  declare operation: OperationCode;
  declare name: string;
  declare price: CreationOptional<number | null>;
  declare status: ModelStatus;
  declare providers: CatalogModel['providers'];
  declare fallback: CreationOptional<string | null>;
  declare etaSeconds: number;
  declare position: number;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

export const modelsTable = table(
  GenerationModel,
  'models',
  {
    code: text({ primaryKey: true }),
    operation: oneOf(operationCodes),
    name: text(),
    price: bigint({ nullable: true }),
    status: oneOf(modelStatuses),
    providers: json(null),
    fallback: text({ nullable: true, references: 'models.code' }),
    etaSeconds: integer(),
    position: integer(),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about: 'An AI model as it is sold: price, status, providers, fallback.',
  },
);

/** A top-up pack with its prices. */
export class Pack extends Model<InferAttributes<Pack>, InferCreationAttributes<Pack>> {
  declare code: string;
  declare coins: number;
  declare stars: number;
  declare roubles: number;
  declare active: CreationOptional<boolean>;
  declare position: number;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

export const packsTable = table(
  Pack,
  'packs',
  {
    code: text({ primaryKey: true }),
    coins: bigint(),
    stars: integer(),
    roubles: bigint(),
    active: boolean({ default: true }),
    position: integer(),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about: 'A top-up pack with its prices.',
  },
);

/** A plan as it is sold. */
export class Plan extends Model<InferAttributes<Plan>, InferCreationAttributes<Plan>> {
  declare code: string;
  declare kind: PlanKind;
  declare stars: number;
  declare roubles: number;
  declare days: CreationOptional<number | null>;
  declare dailyOperations: CreationOptional<number | null>;
  declare credits: CreationOptional<number>;
  declare active: CreationOptional<boolean>;
  declare position: number;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

export const plansTable = table(
  Plan,
  'plans',
  {
    code: text({ primaryKey: true }),
    kind: oneOf(planKinds),
    stars: integer(),
    roubles: bigint(),
    days: integer({ nullable: true }),
    dailyOperations: integer({ nullable: true }),
    credits: bigint({ default: 0 }),
    active: boolean({ default: true }),
    position: integer(),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about: 'A plan as it is sold.',
  },
);

/** Ready texts that the Studio offers: a whole prompt, or a style that is added to one. */
export class Preset extends Model<InferAttributes<Preset>, InferCreationAttributes<Preset>> {
  declare code: string;
  declare kind: PresetKind;
  declare operation: OperationCode;
  declare name: Localized;
  declare text: Localized;
  declare active: CreationOptional<boolean>;
  declare position: number;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

export const presetsTable = table(
  Preset,
  'presets',
  {
    code: text({ primaryKey: true }),
    kind: oneOf(presetKinds),
    operation: oneOf(operationCodes),
    name: json(localized),
    text: json(localized),
    active: boolean({ default: true }),
    position: integer(),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about:
      'Ready words that the Studio offers: a whole description, or a style that is added to one.',
  },
);

/** The amount of a reward or of an XP rule. */
export class Reward extends Model<InferAttributes<Reward>, InferCreationAttributes<Reward>> {
  declare code: string;
  declare value: number;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

export const rewardsTable = table(
  Reward,
  'rewards',
  {
    code: text({ primaryKey: true }),
    value: bigint(),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about: 'An amount that a reward, or an XP rule, gives.',
  },
);

/** A setting that an admin changes while the product runs. */
export class Setting extends Model<InferAttributes<Setting>, InferCreationAttributes<Setting>> {
  declare key: string;
  declare value: unknown;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

export const settingsTable = table(
  Setting,
  'settings',
  {
    key: text({ primaryKey: true }),
    value: json(null, { nullable: true }),
    updatedAt: now(),
    version: integer({ default: 1 }),
  },
  {
    about: 'A setting that an admin changes while the product runs.',
  },
);
