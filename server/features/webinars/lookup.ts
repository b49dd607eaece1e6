/** Webinars and who takes part, as other features show them. */
export { listParticipants, readAttendanceTotals } from './attendance.ts';
export { CALENDAR_FILE, calendarDetail, readCalendar } from './calendar.ts';
