/** Days in UTC, written YYYY-MM-DD. */

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The beginning of the hour of a moment. */
export function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / HOUR_MS) * HOUR_MS);
}

/** The midnight at which it begins. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function plusDays(day: string, days: number): string {
  return dayOf(new Date(startOf(day).getTime() + days * DAY_MS));
}

/** The earlier one; compared as text, in which dates sort. */
export function earlierOf(one: string, other: string): string {
  return [one, other].sort()[0] ?? one;
}

/** All days of a span, both ends included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    days.push(day);
  }
  return days;
}

/** The Monday of the week of a day. */
export function mondayOf(day: string): string {
  return plusDays(day, -((startOf(day).getUTCDay() + 6) % 7));
}
