/** Rewards an admin can change. Coins in hundredths; the rest in whole units. */
export const defaultRewards = {
  launch_coins: 100 * 100,
  direction_coins: 50 * 100,
  webinar_coins: 100 * 100,
  referral_inviter_coins: 50 * 100,
  referral_friend_coins: 50 * 100,
  /** Per cent of a friend's top-ups. */
  referral_topup_percent: 10,
  channel_free_operations: 2,
  channel_free_trainings: 1,
  /** For opening the app, by the day of the streak; the last one applies to all days after it. */
  daily_1_coins: 100,
  daily_2_coins: 100,
  daily_3_coins: 150,
  daily_4_coins: 150,
  daily_5_coins: 200,
  daily_6_coins: 200,
  daily_7_coins: 300,
} as const;
export type RewardCode = keyof typeof defaultRewards;

export const dailyCodes = [
  'daily_1_coins',
  'daily_2_coins',
  'daily_3_coins',
  'daily_4_coins',
  'daily_5_coins',
  'daily_6_coins',
  'daily_7_coins',
] as const satisfies readonly RewardCode[];
export type DailyCode = (typeof dailyCodes)[number];

/** XP for what a person does. */
export const defaultXp = {
  xp_image: 5,
  xp_video: 20,
  xp_topup: 25,
  xp_webinar: 100,
  xp_friend: 40,
} as const;
export type XpCode = keyof typeof defaultXp;
