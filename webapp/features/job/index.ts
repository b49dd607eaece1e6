/** What other features use of this one. */
export { useProgress } from './useJob.ts';
export { useReturnedMessage } from './useReturnedMessage.ts';
