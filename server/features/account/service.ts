/** What admins do to an account in its owner's place, and exports of what is kept about a person. */
export { eraseAccount, prepareDeletion, readDeletion } from './deletion.ts';
export { DATA_FILE, dataDetail, openExport, orderExport } from './export.ts';
