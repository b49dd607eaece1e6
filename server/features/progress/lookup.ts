/** Types of what is earned, for other features. */
export type { UserBadge } from './models.ts';
