/** What other features use of this one. */
export { useReturnedMessage } from './useReturnedMessage.ts';
