/** What each day of a streak brings. */
import { type DailyCode, dailyCodes } from '../../../shared/catalog/rewards.ts';

type Amounts = Readonly<Record<DailyCode, number>>;

/** Coins of each day of a streak, hundredths. */
export function dailyAmounts(rewards: Amounts): number[] {
  return dailyCodes.map((code) => rewards[code]);
}

/** What the nth day of a streak brings, hundredths of a coin. */
export function dailyAmount(rewards: Amounts, streakDays: number): number {
  return dailyAmounts(rewards)[Math.min(Math.max(streakDays, 1), dailyCodes.length) - 1] ?? 0;
}
