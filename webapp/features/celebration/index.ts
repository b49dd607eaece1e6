/** What the app and other features use of this one. */
export { celebrate, celebrated, holdCelebrations, showNextCelebration } from './celebrations.ts';
