/** What admins do to an account on its owner's behalf, and exports of a person's data. */
export { eraseAccount, prepareDeletion, readDeletion } from './deletion.ts';
export { DATA_FILE, dataDetail, openExport, orderExport } from './export.ts';
