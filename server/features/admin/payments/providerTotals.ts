/** Our payments day by day beside what their providers list. */
import type { z } from 'zod';
import { paymentProviders } from '../../../../shared/closedSets.ts';
import type {
  ProviderTotals,
  providerDayInput,
  providerDayOutput,
  providerTotalsInput,
} from '../../../../shared/schemas/adminPayments.ts';
import { currencies } from '../../../../shared/schemas/payments.ts';
import type { AppContext } from '../../../app/context.ts';
import {
  countSums,
  dayOf,
  daysBetween,
  earlierOf,
  Figures,
  readDays,
  startOf,
} from '../../figures/lookup.ts';
import { compareDay, sumLists } from '../../payments/lookup.ts';

const MAX_DIFFERENCES = 200;

export async function getProviderTotals(
  app: AppContext,
  { from, to }: z.infer<typeof providerTotalsInput>,
): Promise<ProviderTotals> {
  const today = dayOf(app.now());
  const [stored, listed, now] = await Promise.all([
    readDays(app, from, to, ['paid', 'charges', 'returned']),
    sumLists(app.db, from, to),
    to >= today && from <= today ? countSums(app.db, startOf(today), app.now()) : [],
  ]);
  const theirs = Map.groupBy(
    listed,
    ({ day, provider, currency }) => `${day} ${provider}:${currency}`,
  );
  const oursOn = (day: string) => (day === today ? new Figures(now) : stored.get(day));
  const items = daysBetween(from, earlierOf(to, today))
    .reverse()
    .flatMap((day) => {
      const figures = oursOn(day);
      return paymentProviders.flatMap((provider) =>
        currencies.map((currency) => {
          const key = `${provider}:${currency}`;
          const own = (one: string) => one === key;
          const lines = theirs.get(`${day} ${key}`);
          const ours = {
            charges: figures?.sum('charges', own) ?? 0,
            paid: figures?.sum('paid', own) ?? 0,
            returned: figures?.sum('returned', own) ?? 0,
          };
          return { day, provider, currency, ours, theirs: lines ? addUp(lines) : null };
        }),
      );
    })
    .filter(({ ours, theirs: listedThere }) => listedThere || ours.charges > 0 || ours.returned > 0)
    .map((line) => ({ ...line, differs: line.day < today && !isSame(line.ours, line.theirs) }));
  return { items };
}

type Totals = ProviderTotals['items'][number]['ours'];

function addUp(lines: readonly { kind: string; lines: number; amount: number }[]): Totals {
  const of = (kind: string) => lines.filter((line) => line.kind === kind);
  const sum = (kind: string) => of(kind).reduce((total, { amount }) => total + amount, 0);
  const charges = of('payment').reduce((total, line) => total + line.lines, 0);
  return { charges, paid: sum('payment'), returned: sum('refund') };
}

const isSame = (ours: Totals, theirs: Totals | null) =>
  theirs !== null &&
  ours.charges === theirs.charges &&
  ours.paid === theirs.paid &&
  ours.returned === theirs.returned;

/** How the two sides differ on a day, charge by charge. */
export async function getProviderDay(
  app: AppContext,
  { provider, day }: z.infer<typeof providerDayInput>,
): Promise<z.infer<typeof providerDayOutput>> {
  const items = await compareDay(app.db, provider, day);
  return { items: items.slice(0, MAX_DIFFERENCES) };
}
