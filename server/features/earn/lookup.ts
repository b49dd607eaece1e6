/** The daily rewards, as other features show them. */
export { dailyAmount } from './amounts.ts';
