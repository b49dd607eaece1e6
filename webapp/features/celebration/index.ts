/** What the app and other features use of this one. */
export { celebrate, celebrated, showNextCelebration } from './celebrations.ts';
