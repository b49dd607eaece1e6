/** The sums of a span by provider, model, kind of movement and code. */
import { type MovementKind, movementKinds, paymentProviders } from '../../../shared/closedSets.ts';
import type { AdminOverview } from '../../../shared/schemas/adminOverview.ts';
import { currencies } from '../../../shared/schemas/payments.ts';
import type { Figures } from '../figures/lookup.ts';

/** Codes beyond these have brought little. */
const MAX_CODES = 20;

const spentKinds: readonly string[] = [
  'generation_charge',
  'generation_refund',
  'training_charge',
] satisfies MovementKind[];

/** Whether a movement is people's spending, or what comes back of it; all else is issued. */
export const isSpent = (kind: string) => spentKinds.includes(kind);

const is = (wanted: string) => (key: string) => key === wanted;

/** The part of a key before its first colon, and the rest. */
function parted(key: string): [string, string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}

export function revenueOf(now: Figures, before: Figures): AdminOverview['revenue'] {
  const lines = paymentProviders.flatMap((provider) =>
    currencies.map((currency) => {
      const own = is(`${provider}:${currency}`);
      return {
        provider,
        currency,
        paid: now.sum('paid', own),
        charges: now.sum('charges', own),
        returned: now.sum('returned', own),
        returns: now.sum('returns', own),
        before: before.sum('paid', own) - before.sum('returned', own),
      };
    }),
  );
  return lines.filter((line) => line.paid !== 0 || line.returned !== 0 || line.before !== 0);
}

/** Models in the order in which they made most; those that the catalog does not know keep their code. */
export function generationsOf(
  sums: Figures,
  models: readonly { code: string; name: string }[],
): AdminOverview['generations'] {
  const names = new Map(models.map(({ code, name }) => [code, name]));
  const byModel = new Map<string, AdminOverview['generations'][number]>();
  for (const [key, value] of sums.entries('generations')) {
    const [outcome, model] = parted(key);
    const line = byModel.get(model) ?? {
      model,
      name: names.get(model) ?? model,
      succeeded: 0,
      failed: 0,
      cancelled: 0,
      running: 0,
    };
    if (outcome === 'succeeded' || outcome === 'failed' || outcome === 'cancelled') {
      line[outcome] += value;
    } else {
      line.running += value;
    }
    byModel.set(model, line);
  }
  return [...byModel.values()].sort((a, b) => b.succeeded + b.failed - a.succeeded - a.failed);
}

export function coinsOf(sums: Figures): AdminOverview['coins'] {
  return movementKinds
    .map((kind) => ({ kind, amount: sums.sum('coins', is(kind)) }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

export const funnelOf = (sums: Figures) => ({
  launched: sums.sum('launched'),
  worked: sums.sum('launched_worked'),
  paid: sums.sum('launched_paid'),
});

const referralKinds: readonly string[] = [
  'referral_bonus',
  'referral_share',
  'referral_bonus_reversal',
  'referral_share_reversal',
] satisfies MovementKind[];

export const referralsOf = (sums: Figures) => ({
  invited: sums.sum('invited'),
  counted: sums.sum('invited_counted'),
  coins: sums.sum('coins', (kind) => referralKinds.includes(kind)),
  paidStars: sums.sum('invited_paid', is('XTR')),
  paidKopecks: sums.sum('invited_paid', is('RUB')),
});

export function promoOf(sums: Figures): AdminOverview['promo'] {
  const codes = new Set([
    ...sums.entries('promo_uses').map(([code]) => code),
    ...sums.entries('promo_paid').map(([key]) => parted(key)[1]),
  ]);
  return [...codes]
    .map((code) => ({
      code,
      uses: sums.get('promo_uses', code),
      stars: sums.get('promo_paid', `XTR:${code}`),
      kopecks: sums.get('promo_paid', `RUB:${code}`),
    }))
    .sort((a, b) => b.uses - a.uses || (a.code < b.code ? -1 : 1))
    .slice(0, MAX_CODES);
}
