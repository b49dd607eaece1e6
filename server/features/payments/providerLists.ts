/** The providers' lists, stored day by day beside our own records, so that differences show. */
import { col, fn, Op } from 'sequelize';
import { z } from 'zod';
import { type PaymentProvider, paymentProviders } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import { computed } from '../../db/computed.ts';
import type { Database } from '../../db/database.ts';
import { defineJob } from '../../jobs/job.ts';
import { PaymentCharge, PaymentRefund, ProviderLine } from './models.ts';
import type { ListedLine } from './providers/provider.ts';

const DAY_MS = 86_400_000;
/** Providers may list something later than it was. */
const OVERLAP_MS = 3 * DAY_MS;
const KEPT_DAYS = 120;
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

export const readListsJob = defineJob({
  name: 'payments.readLists',
  payload: z.object({}),
  cron: '35 * * * *',
  policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 3000, heartbeatSeconds: 60 },
  handle: async (app, _payload, { signal }) => readLists(app, signal),
});

/** Reads every provider's list. One that does not answer stops only its own part. */
export async function readLists(app: AppContext, signal?: AbortSignal): Promise<void> {
  const from = new Date(app.now().getTime() - OVERLAP_MS);
  for (const provider of paymentProviders) {
    signal?.throwIfAborted();
    await readList(app, provider, { from, ...(signal ? { signal } : {}) }).catch((error: unknown) =>
      app.log.warn({ err: error, provider }, 'a provider could not list its payments'),
    );
  }
  const oldest = dayOf(new Date(app.now().getTime() - KEPT_DAYS * DAY_MS));
  await app.db.transaction((tx) =>
    tx.of(ProviderLine).destroy({ where: { day: { [Op.lt]: oldest } } }),
  );
}

async function readList(
  app: AppContext,
  provider: PaymentProvider,
  span: { from: Date; signal?: AbortSignal },
) {
  for await (const page of app.payments[provider].list(span)) {
    await storeLines(app, provider, page);
  }
}

/** A line counts to the day of our own record: clocks may differ by a second at midnight. */
async function storeLines(app: AppContext, provider: PaymentProvider, page: ListedLine[]) {
  const chargeId = [...new Set(page.map((line) => line.chargeId))];
  if (chargeId.length === 0) {
    return;
  }
  const where = { provider, chargeId };
  const [charges, refunds, listed] = await Promise.all([
    app.db.of(PaymentCharge).findAll({ attributes: ['chargeId', 'paidAt'], where }),
    app.db.of(PaymentRefund).findAll({ attributes: ['chargeId', 'refundedAt'], where }),
    app.db
      .of(ProviderLine)
      .findAll({ attributes: ['chargeId'], where: { ...where, kind: 'payment' } }),
  ]);
  const paid = new Map(charges.map((charge) => [charge.chargeId, charge.paidAt]));
  const returned = Map.groupBy(refunds, (refund) => refund.chargeId);
  const known = new Set([...paid.keys(), ...listed.map((line) => line.chargeId)]);
  const dayOfLine = ({ kind, chargeId: id, at }: ListedLine) => {
    const own =
      kind === 'payment'
        ? paid.get(id)
        : nearest(
            returned.get(id)?.map((one) => one.refundedAt),
            at,
          );
    return dayOf(own ?? at);
  };
  // A refund of a payment that is not ours: the shop sells other products, too.
  const lines = page
    .filter((line) => line.kind === 'payment' || known.has(line.chargeId))
    .map((line) => ({ provider, ...line, day: dayOfLine(line) }));
  await app.db.transaction((tx) =>
    tx.of(ProviderLine).bulkCreate(lines, { updateOnDuplicate: ['day', 'amount'] }),
  );
}

function nearest(moments: readonly Date[] | undefined, at: Date): Date | undefined {
  const distance = (moment: Date) => Math.abs(moment.getTime() - at.getTime());
  return moments?.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** What a provider lists of one day. */
export interface ListedDay {
  day: string;
  provider: PaymentProvider;
  currency: string;
  kind: ProviderLine['kind'];
  lines: number;
  amount: number;
}

/** Both days included. */
export async function sumLists(db: Database, from: string, to: string): Promise<ListedDay[]> {
  const rows = await db.of(ProviderLine).findAll({
    attributes: [
      'day',
      'provider',
      'currency',
      'kind',
      [fn('count', col('*')), 'lines'],
      [fn('sum', col('amount')), 'total'],
    ],
    where: { day: { [Op.between]: [from, to] } },
    group: ['day', 'provider', 'currency', 'kind'],
  });
  return rows.map((row) => ({
    day: row.day,
    provider: row.provider,
    currency: row.currency,
    kind: row.kind,
    lines: Number(computed<number | string>(row, 'lines')),
    amount: Number(computed<number | string>(row, 'total')),
  }));
}

/** A charge or its refund on which the two sides differ; null: missing on that side. */
export interface Difference {
  kind: ProviderLine['kind'];
  chargeId: string;
  ours: number | null;
  theirs: number | null;
}

/** Compares a day of one provider, charge by charge. */
export async function compareDay(
  db: Database,
  provider: PaymentProvider,
  day: string,
): Promise<Difference[]> {
  const from = new Date(`${day}T00:00:00Z`);
  const within = { [Op.gte]: from, [Op.lt]: new Date(from.getTime() + DAY_MS) };
  const [charges, refunds, lines] = await Promise.all([
    db.of(PaymentCharge).findAll({
      attributes: ['chargeId', 'amount'],
      where: { provider, paidAt: within },
      raw: true,
    }),
    db.of(PaymentRefund).findAll({
      attributes: ['chargeId', 'amount'],
      where: { provider, refundedAt: within },
      raw: true,
    }),
    db.of(ProviderLine).findAll({ where: { provider, day }, raw: true }),
  ]);
  const ours = { payment: addUp(charges), refund: addUp(refunds) };
  const kinds = ['payment', 'refund'] as const;
  return kinds.flatMap((kind) => {
    const theirs = addUp(lines.filter((line) => line.kind === kind));
    const ids = new Set([...ours[kind].keys(), ...theirs.keys()]);
    return [...ids]
      .map((chargeId) => ({
        kind,
        chargeId,
        ours: ours[kind].get(chargeId) ?? null,
        theirs: theirs.get(chargeId) ?? null,
      }))
      .filter((line) => line.ours !== line.theirs);
  });
}

/** By charge: parts of a refund may be reported together. */
function addUp(rows: readonly { chargeId: string; amount: number }[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { chargeId, amount } of rows) {
    sums.set(chargeId, (sums.get(chargeId) ?? 0) + Number(amount));
  }
  return sums;
}
