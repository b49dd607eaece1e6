/** Accounts that were deleted, as other features ask of them. */
export { hadUsedPromo, hasReturned } from './returned.ts';
