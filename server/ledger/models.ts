import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';
import type { MovementKind } from '../../shared/closedSets.ts';
import { type Asset, assets } from '../../shared/schemas/primitives.ts';
import { bigint, identity, moment, now, oneOf, text } from '../db/columns.ts';
import { table } from '../db/table.ts';

/** One movement of value: a complete double entry. Append-only. */
export class LedgerEntry extends Model<
  InferAttributes<LedgerEntry>,
  InferCreationAttributes<LedgerEntry>
> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare asset: Asset;
  declare walletVersion: number;
  declare account: string;
  declare amount: number;
  declare balanceBefore: number;
  declare balanceAfter: number;
  declare kind: MovementKind;
  declare reference: string;
  declare botName: string;
  declare actor: string;
  declare description: CreationOptional<string>;
  declare eventAt: Date;
  declare createdAt: CreationOptional<Date>;
}

export const ledgerEntriesTable = table(
  LedgerEntry,
  'ledger_entries',
  {
    id: identity(),
    userId: bigint(),
    asset: oneOf(assets),
    walletVersion: bigint(),
    account: text(),
    amount: bigint(),
    balanceBefore: bigint(),
    balanceAfter: bigint(),
    kind: text(),
    reference: text(),
    botName: text(),
    actor: text(),
    description: text({ default: '' }),
    eventAt: moment(),
    createdAt: now('clock_timestamp()'),
  },
  {
    about: 'One movement of value: a complete double entry. Append-only.',
    primaryKey: ['userId', 'id'],
    unique: {
      ledger_entries_idempotency_key: ['userId', 'asset', 'kind', 'reference'],
      ledger_entries_wallet_version_key: ['userId', 'asset', 'walletVersion'],
    },
  },
);

/** What a clawback could not collect. Append-only. */
export class LedgerShortfall extends Model<
  InferAttributes<LedgerShortfall>,
  InferCreationAttributes<LedgerShortfall>
> {
  declare userId: number;
  declare asset: Asset;
  declare kind: string;
  declare reference: string;
  declare requested: number;
  declare missing: number;
  declare createdAt: CreationOptional<Date>;
}

export const ledgerShortfallsTable = table(
  LedgerShortfall,
  'ledger_shortfalls',
  {
    userId: bigint({ primaryKey: true }),
    asset: oneOf(assets, { primaryKey: true }),
    kind: text({ primaryKey: true }),
    reference: text({ primaryKey: true }),
    requested: bigint(),
    missing: bigint(),
    createdAt: now('clock_timestamp()'),
  },
  {
    about: 'What a clawback could not take. Append-only; collected from what comes back later.',
  },
);

/** The balance of one asset of a person. */
export class Wallet extends Model<InferAttributes<Wallet>, InferCreationAttributes<Wallet>> {
  declare userId: number;
  declare asset: Asset;
  declare balance: CreationOptional<number>;
  declare version: CreationOptional<number>;
}

export const walletsTable = table(
  Wallet,
  'wallets',
  {
    userId: bigint({ primaryKey: true, references: 'users.id' }),
    asset: oneOf(assets, { primaryKey: true }),
    balance: bigint({ default: 0 }),
    version: bigint({ default: 0 }),
  },
  {
    about: 'The balance of one asset of a person.',
  },
);
