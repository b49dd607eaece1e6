/** Generations of everybody, for the team: list, details, refund. */
import { col, type InferAttributes, Op, type ProjectionAlias, type WhereOptions } from 'sequelize';
import type { GenerationStatus } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { ago } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { Generation, type GenerationRow } from './models.ts';
import type { GenerationKey } from './worker/lease.ts';

/** Without a lease for longer than this = stuck: the sweeper should have seen it. */
const STUCK_AFTER = { minutes: 1 };

export interface TeamFilter {
  /** `stuck`: unfinished, and held by no worker for a minute. */
  status?: GenerationStatus | 'stuck';
  operation?: string | undefined;
  model?: string | undefined;
  provider?: string | undefined;
  failure?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  id?: string | undefined;
  userIds?: readonly number[] | undefined;
}

const isStuck = (): WhereOptions => ({
  status: ['queued', 'running'],
  [Op.or]: [
    { leaseUntil: { [Op.lt]: ago(STUCK_AFTER) } },
    { leaseUntil: null, createdAt: { [Op.lt]: ago(STUCK_AFTER) } },
  ],
});

function conditions(filter: TeamFilter, before: string | null): WhereOptions[] {
  const { status, operation, model, provider, failure, from, to, id, userIds } = filter;
  const given = { operation, model, provider, failure, id };
  return [
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(status === 'stuck' ? [isStuck()] : status ? [{ status }] : []),
    ...(from === undefined ? [] : [{ createdAt: { [Op.gte]: from } }]),
    ...(to === undefined ? [] : [{ createdAt: { [Op.lt]: to } }]),
    ...(userIds ? [{ userId: [...userIds] }] : []),
    ...(before === null ? [] : [{ id: { [Op.lt]: before } }]),
  ];
}

/** Further columns: rows are plain, since nested models cost more than reading them. */
interface Names {
  firstName: string;
  lastName: string | null;
  modelName: string;
}

const names: [ReturnType<typeof col>, keyof Names][] = [
  [col('user.first_name'), 'firstName'],
  [col('user.last_name'), 'lastName'],
  [col('soldModel.name'), 'modelName'],
];

const include = ['user', 'soldModel'].map((association) => ({ association, attributes: [] }));

/** Only columns that a list shows: converting a column costs as much as reading it. */
const listed = [
  'id',
  'userId',
  'botName',
  'operation',
  'provider',
  'status',
  'failure',
  'failureDetail',
  'price',
  'paidWith',
  'attempts',
  'leaseUntil',
  'createdAt',
  'finishedAt',
] as const satisfies (keyof InferAttributes<Generation>)[];

/** A generation as a list shows it. */
export type ListedRow = Pick<Generation, (typeof listed)[number]> & Names;

/** The newest first, each with its person and model; `before` is the last id of the page before. */
export async function findForTeam(
  db: Reader,
  filter: TeamFilter,
  { before, limit }: { before: string | null; limit: number },
): Promise<ListedRow[]> {
  const rows = await db.of(Generation).findAll({
    where: { [Op.and]: conditions(filter, before) },
    attributes: [...listed, ...names],
    include,
    order: [['id', 'DESC']],
    limit,
    raw: true,
  });
  return rows as unknown as ListedRow[];
}

/** @throws DomainError NOT_FOUND */
export async function getForTeam(
  db: Reader,
  key: GenerationKey,
): Promise<InferAttributes<Generation> & Names> {
  const attributes = { include: names as ProjectionAlias[] };
  const options = { where: { ...key }, attributes, include, raw: true };
  const row = await db.of(Generation).findOne(options);
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row as unknown as InferAttributes<Generation> & Names;
}

/** Reads a generation for a change. @throws DomainError NOT_FOUND */
export async function lockGeneration(tx: Tx, key: GenerationKey): Promise<Generation> {
  const row = await tx.of(Generation).findOne({ where: { ...key }, lock: FOR_NO_KEY_UPDATE });
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
}

/** Whether no worker holds it, as the filter of this name finds it. */
export function isStuckAt(row: ListedRow, now: Date): boolean {
  const { leaseUntil, createdAt, finishedAt } = row;
  const idleMs = now.getTime() - (leaseUntil ?? createdAt).getTime();
  return finishedAt === null && idleMs > STUCK_AFTER.minutes * 60_000;
}

/** What was charged in the ledger; null where nothing was, or an operation of a plan's allowance. */
function taken({ paidWith, price }: GenerationRow) {
  switch (paidWith) {
    case 'coins':
      return price > 0 ? { asset: paidWith, amount: price } : null;
    case 'credits':
    case 'free_operations':
      return { asset: paidWith, amount: 1 };
    default:
      return null;
  }
}

/** Whether the charge was refunded, can be refunded, or can't be. */
export async function refundState(
  app: AppContext,
  row: GenerationRow,
): Promise<'done' | 'possible' | 'nothing'> {
  const what = taken(row);
  if (!what) {
    return 'nothing';
  }
  if (row.status === 'failed' || row.status === 'cancelled') {
    return 'done';
  }
  const found = await ledger.readByReference(app.db, row.userId, what.asset, 'generation_refund', [
    row.id,
  ]);
  return found.length > 0 ? 'done' : row.status === 'succeeded' ? 'possible' : 'nothing';
}

/**
 * Refunds a finished work that did not turn out well; the work stays. As with any refund of a generation, a
 * second one finds the first, and the shortfall of a refunded payment is collected from it.
 * @throws DomainError NOT_FOUND, CONFLICT (not finished, nothing to refund, or refunded already)
 */
export async function refundSucceeded(
  app: AppContext,
  tx: Tx,
  key: GenerationKey,
  by: { actor: string; reason: string },
) {
  const row = await lockGeneration(tx, key);
  const what = taken(row);
  if (row.status !== 'succeeded' || !what) {
    throw new DomainError('CONFLICT');
  }
  const { entry, replayed, collected } = await ledger.post(tx, {
    kind: 'generation_refund',
    userId: row.userId,
    botName: row.botName,
    asset: what.asset,
    amount: what.amount,
    generationId: row.id,
    actor: by.actor,
    description: by.reason,
  });
  if (replayed) {
    throw new DomainError('CONFLICT');
  }
  app.live.publish(tx, row.userId, { type: 'balance' });
  return { ...what, before: entry.balance_before, balance: entry.balance_after - collected };
}
