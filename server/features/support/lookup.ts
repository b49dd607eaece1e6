/** Conversations with support, as the team reads them. */
export { findMessages } from './answers.ts';
export { getThread, listNewThreads, listThreads } from './staff.ts';
