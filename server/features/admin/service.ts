/** What other features use of the admin tab. */
export { exportedLists, listDetail, listFile, mayReadLists, writeList } from './export/export.ts';
