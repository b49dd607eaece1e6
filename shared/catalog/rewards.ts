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
} as const;
export type RewardCode = keyof typeof defaultRewards;

/** XP for what a person does. */
export const defaultXp = {
  xp_image: 5,
  xp_video: 20,
  xp_topup: 25,
  xp_webinar: 100,
  xp_friend: 40,
} as const;
export type XpCode = keyof typeof defaultXp;
