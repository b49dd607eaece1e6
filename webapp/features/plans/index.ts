/** What other features use of this one. */
export { PlanUsage } from './PlanUsage.tsx';
