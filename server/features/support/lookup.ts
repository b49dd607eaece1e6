/** Conversations with support, as the team reads them. */
export { getThread, listNewThreads, listThreads } from './staff.ts';
