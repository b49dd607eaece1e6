/** The rewards of the days of a streak. */
import { type DailyCode, dailyCodes } from '../../../shared/catalog/rewards.ts';

type Amounts = Readonly<Record<DailyCode, number>>;

/** Coins of each day of a streak, hundredths. */
export function dailyAmounts(rewards: Amounts): number[] {
  return dailyCodes.map((code) => rewards[code]);
}

/** The reward of the nth day of a streak, hundredths of a coin. */
export function dailyAmount(rewards: Amounts, streakDays: number): number {
  return dailyAmounts(rewards)[Math.min(Math.max(streakDays, 1), dailyCodes.length) - 1] ?? 0;
}
