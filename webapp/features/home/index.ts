/** What other features use of this one. */
export { HomeOverview } from './HomeOverview.tsx';
