/** What is changed about a webinar, and who came. */
export { mark } from './attendance.ts';
export { followChange } from './followChange.ts';
export { webinarRecords } from './records.ts';
