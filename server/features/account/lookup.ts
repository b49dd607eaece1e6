/** Deleted accounts, as other features read them. */
export { hadUsedPromo, hasReturned } from './erasedPeople.ts';
