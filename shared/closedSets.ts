/** Closed sets of values that screens list. They live apart from the schemas, so that the app's bundle does not carry zod. */

export const roles = ['user', 'support', 'admin'] as const;

export const directions = ['personal', 'business'] as const;

/** What the bot may write about; each can be switched off. */
export const notificationKinds = [
  'generation',
  'payment',
  'webinar',
  'badge',
  'broadcast',
] as const;

export const historyFilters = ['all', 'topups', 'spent', 'rewards', 'returns'] as const;

/** Of the admin's figures. */
export const periods = ['today', 'week', 'month'] as const;

/** What an admin may add or take away; XP follows from deeds. */
export const adjustableAssets = ['coins', 'free_operations', 'credits', 'free_trainings'] as const;

export const paymentFilters = ['all', 'open', 'paid', 'refunds', 'failed'] as const;
