import type { PlanState } from '../../../shared/schemas/me.ts';
import type { PlansList } from '../../../shared/schemas/plans.ts';
import type { PayMethod } from '../../domain/coins/methods.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';

const DAY_MS = 86_400_000;
const YEAR_IS_PLAIN_MS = 300 * DAY_MS;

export type Plan = PlansList['plans'][number];

/** A plan's own price; null where this method does not sell it. */
export function priceOf(plan: Plan, method: PayMethod | undefined): number | null {
  return method?.currency === 'RUB' ? plan.roubles : plan.stars;
}

/** Whether it renews when paid this way. */
export function renewsBy(plan: Plan | undefined, method: PayMethod | undefined): boolean {
  return plan?.renews === true && method?.provider === 'stars';
}

/** Whole per cent a longer plan saves against the monthly one for the same days; 0 for none. */
export function savingOf(
  plan: Plan,
  plans: readonly Plan[],
  method: PayMethod | undefined,
): number {
  const month = plans.find(({ kind }) => kind === 'MONTH');
  const [price, monthly] = [priceOf(plan, method), month ? priceOf(month, method) : null];
  if (plan.kind !== 'YEAR' || !price || !monthly) {
    return 0;
  }
  return Math.max(0, Math.floor((1 - price / (monthly * 12)) * 100));
}

/** What a plan gives, in a line and in points. */
export function usePlanText() {
  const t = useText('plans');
  const f = useFormat();
  const about = (plan: Plan, renews: boolean): string => {
    const days = t('days', { count: plan.days ?? 0 });
    if (plan.kind === 'CREDITS') {
      const operations = f.counted(plan.credits, 'operation');
      return t(plan.days === null ? 'about.credits' : 'about.creditsDated', { operations, days });
    }
    const operations = f.counted(plan.dailyOperations ?? 0, 'operation');
    return t(renews ? 'about.renewing' : 'about.dated', { operations, days });
  };
  const points = (plan: Plan, renews: boolean): string[] =>
    plan.kind === 'CREDITS'
      ? [t('features.creditIsOperation'), t('features.creditsLater'), t('features.noRenewal')]
      : [
          t('features.planFirst'),
          t('features.imagesOnly'),
          t(renews ? 'features.cancelAnyDay' : 'features.noRenewal'),
        ];
  /** What is paid for, as a sentence. */
  const gives = (plan: Plan): string => {
    if (plan.kind === 'CREDITS') {
      return t('terms.givesCredits', { operations: f.counted(plan.credits, 'operation') });
    }
    return plan.dailyOperations === null
      ? t('terms.givesAll')
      : t('terms.givesDaily', { operations: f.counted(plan.dailyOperations, 'operation') });
  };
  /** Without the year where nobody could mistake it. */
  const day = (when: string): string =>
    Date.parse(when) - Date.now() > YEAR_IS_PLAIN_MS ? f.date(when) : f.shortDate(when);
  /** "renews 12 Dec", "ends 12 December 2027", "no end date". */
  const end = ({ endsAt, renewsAt }: PlanState): string => {
    if (renewsAt !== null) {
      return t('renews', { date: day(renewsAt) });
    }
    return endsAt === null ? t('noEnd') : t('ends', { date: day(endsAt) });
  };
  /** For a subscription begun while days were left: they are paid, and run after the next charge. */
  const paidUntil = ({ endsAt, renewsAt }: PlanState): string | null =>
    endsAt !== null && renewsAt !== null && Date.parse(endsAt) - Date.parse(renewsAt) >= DAY_MS
      ? t('paidUntil', { date: f.date(endsAt) })
      : null;
  const used = ({ usedToday, dailyOperations }: PlanState): string =>
    dailyOperations === null
      ? t('usedUncounted')
      : t('used', {
          used: f.number(usedToday),
          all: f.counted(dailyOperations, 'operation', 'genitive'),
        });
  /** What begins when this one ends: "Then “Year” to 12 Dec 2027". */
  const following = ({ next }: PlanState): string | null =>
    next && t('following', { name: t(`kinds.${next.kind}`), date: f.date(next.endsAt) });
  return { about, points, gives, end, paidUntil, following, used };
}
