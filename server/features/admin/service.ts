/** What other features use of the admin feature. */
export { exportedLists, listDetail, listFile, mayReadLists, writeList } from './export/export.ts';
