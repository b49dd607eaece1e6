/** XP, levels, badges and trainings of people, as other features show them. */
export { findImported } from './importProgress.ts';
export { levelProgressOf } from './levels.ts';
export { readProgress } from './overview.ts';
export { listOwnBadges } from './ownBadges.ts';
export { type Recipient, toFact } from './recipient.ts';
export { pageOfTrainings, type TrainingRow, trainingTotals } from './trainings.ts';
