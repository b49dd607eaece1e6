/** What other features use of the admin feature. */
export { listDetail, listFiles, mayReadLists, writeList } from './export/export.ts';
