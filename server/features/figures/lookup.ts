/** Figures of days and of spans of time, counted and kept. */
export { type ActiveSpan, countPayers, countSums } from './count.ts';
export { DAY_MS, dayOf, daysBetween, earlierOf, mondayOf, plusDays, startOf } from './days.ts';
export type { Counted } from './names.ts';
export { Figures, readActive, readCountedAt, readDays, readSums, type Span } from './read.ts';
