/** Movements as other features show them. */
export { exportDetail, HISTORY_FILE, writeHistory } from './exportHistory.ts';
export { findSubjects } from './subjects.ts';
