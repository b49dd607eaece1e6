/** Figures of days and of spans of time, counted and kept. */
export { type ActiveSpan, countSums } from './count.ts';
export { DAY_MS, dayOf, daysBetween, earlierOf, mondayOf, plusDays, startOf } from './days.ts';
export { type Counted, sums } from './names.ts';
export {
  Figures,
  readActive,
  readCountedAt,
  readDays,
  readPayers,
  readSums,
  type Span,
} from './read.ts';
export { readSumsUntil } from './running.ts';
