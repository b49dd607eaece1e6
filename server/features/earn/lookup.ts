/** What is given each day, as other features show it. */
export { dailyAmount } from './amounts.ts';
