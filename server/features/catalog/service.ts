/** Changes of the catalog. */
export { defineBadge } from './badges.ts';
export { catalogRecords } from './records.ts';
export { changeSettings, lockSetting, writeSetting } from './settings.ts';
