/** The audit log as the team reads it: filtered, newest first. */
import { Op, type WhereOptions } from 'sequelize';
import type { z } from 'zod';
import { paymentProviders } from '../../../shared/closedSets.ts';
import type {
  AdminAction,
  actionsInput,
  auditAuthorsOutput,
} from '../../../shared/schemas/admin.ts';
import type { AppContext } from '../../app/context.ts';
import { findOrderers, findPayers, listChargesOf, listOrdersOf } from '../payments/lookup.ts';
import { findPeople, listPeople } from '../users/lookup.ts';
import { personOf, readTexts } from './logTexts.ts';
import { AdminAction as StoredAction } from './models.ts';
import { nameOf } from './names.ts';
import { placeOf, toPage } from './pages.ts';

/** At most this many people match a name; a longer list would be of no use. */
const MAX_NAMESAKES = 50;

const orderTarget = (id: string) => `payment:${id}`;
const chargeTarget = (provider: string, chargeId: string) => `charge:${provider}:${chargeId}`;

/** The targets of actions on the people whom this search finds. */
async function targetsOf(app: AppContext, query: string): Promise<string[]> {
  const question = { query, filter: 'all', sort: 'newest' } as const;
  const found = await listPeople(app.db, question, { after: null, limit: MAX_NAMESAKES });
  const ids = found.map(({ person }) => person.id);
  const [charges, orders] = await Promise.all([
    listChargesOf(app.db, ids),
    listOrdersOf(app.db, ids),
  ]);
  return [
    ...ids.map((id) => `user:${id}`),
    ...orders.map(orderTarget),
    ...charges.map(({ provider, chargeId }) => chargeTarget(provider, chargeId)),
  ];
}

async function conditions(
  app: AppContext,
  { target, person, adminId, action, from, to, cursor }: z.infer<typeof actionsInput>,
): Promise<WhereOptions[]> {
  const place = placeOf(cursor);
  return [
    ...(target === undefined ? [] : [{ target }]),
    ...(person.trim() === '' ? [] : [{ target: await targetsOf(app, person) }]),
    ...(adminId === undefined ? [] : [{ adminUserId: adminId }]),
    ...(action === undefined ? [] : [{ action }]),
    ...(from === undefined ? [] : [{ createdAt: { [Op.gte]: from } }]),
    ...(to === undefined ? [] : [{ createdAt: { [Op.lt]: to } }]),
    ...(place === null ? [] : [{ id: { [Op.lt]: place } }]),
  ];
}

const chargeOf = (target: string) => {
  const provider = paymentProviders.find((one) => target.startsWith(chargeTarget(one, '')));
  return provider && { provider, chargeId: target.slice(chargeTarget(provider, '').length) };
};

const ORDER = new RegExp(`^${orderTarget('([0-9a-f-]{36})')}$`);
const orderOf = (target: string) => ORDER.exec(target)?.[1];

/** The people whom entries are about, by their targets. */
async function namesOf(app: AppContext, targets: readonly string[]) {
  const [payers, orderers] = await Promise.all([
    findPayers(
      app.db,
      targets.flatMap((target) => chargeOf(target) ?? []),
    ),
    findOrderers(
      app.db,
      targets.flatMap((target) => orderOf(target) ?? []),
    ),
  ]);
  const ids = new Map<string, number>([
    ...targets.flatMap((target) => {
      const id = personOf(target);
      return id === undefined ? [] : [[target, Number(id)] as const];
    }),
    ...orderers.map(({ id, userId }) => [orderTarget(id), userId] as const),
    ...payers.map(
      ({ provider, chargeId, userId }) => [chargeTarget(provider, chargeId), userId] as const,
    ),
  ]);
  const people = await findPeople(app.db, [...new Set(ids.values())]);
  const names = new Map(people.map((person) => [person.id, nameOf(person)]));
  return (target: string) => names.get(ids.get(target) ?? 0) ?? null;
}

const adminOf = (entry: StoredAction) =>
  entry.get('admin' as never) as unknown as { firstName: string; lastName: string | null };

export async function readAuditLog(app: AppContext, query: z.infer<typeof actionsInput>) {
  const rows = await app.db.of(StoredAction).findAll({
    where: { [Op.and]: await conditions(app, query) },
    include: { association: 'admin', attributes: ['firstName', 'lastName'] },
    order: [['id', 'DESC']],
    limit: query.limit + 1,
  });
  const targets = rows.map(({ target }) => target);
  const [nameAt, afterOf] = await Promise.all([namesOf(app, targets), readTexts(app, rows)]);
  return toPage(
    rows,
    query.limit,
    (row): AdminAction => ({
      id: row.id,
      adminUserId: row.adminUserId,
      adminName: nameOf(adminOf(row)),
      action: row.action,
      target: row.target,
      targetName: nameAt(row.target),
      before: row.before,
      after: afterOf(row),
      reason: row.reason,
      createdAt: row.createdAt.toISOString(),
    }),
  );
}

/** Everybody who is the author of an entry. */
export async function listAuditAuthors(
  app: AppContext,
): Promise<z.infer<typeof auditAuthorsOutput>> {
  const found = await app.db.of(StoredAction).findAll({
    attributes: ['adminUserId'],
    group: ['adminUserId'],
  });
  const people = await findPeople(
    app.db,
    found.map(({ adminUserId }) => adminUserId),
  );
  return {
    authors: people
      .map((person) => ({ userId: person.id, name: nameOf(person) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}
