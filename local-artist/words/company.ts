/** Whom and what a prompt shows without naming it: the people of a group, the things of a celebration. */
import type { Company, Occasion } from './detailWords.ts';
import type { ColourWord, CountWord } from './lookWords.ts';
import type { Found } from './match.ts';
import type { Subject } from './subjectWords.ts';

export interface NamedSubject {
  subject: Subject;
  /** How many of it, 1–6. */
  count: number;
  colour: ColourWord | null;
}

/** How many people each word means. */
const usual = {
  two: 2,
  several: 4,
  children: 2,
  child: 1,
  person: 1,
} as const satisfies Record<Company, number>;

const feasts = {
  birthday: ['cake', 'balloons', 'gift'],
  party: ['balloons', 'gift'],
} as const satisfies Record<Occasion, readonly Subject[]>;

const one = (subject: Subject, count = 1): NamedSubject => ({ subject, count, colour: null });

/**
 * The people of the first group that the prompt names, half of them women.
 * @param things positions of what the prompt names; a number before one of them belongs to it.
 * @param takenCounts receives the position of the number that belongs to the group.
 */
export function companyOf(
  company: readonly Found<Company>[],
  counts: readonly Found<CountWord>[],
  things: readonly Found<Subject>[],
  takenCounts: Set<number>,
): NamedSubject[] {
  const [group] = company;
  if (group === undefined) {
    return [];
  }
  const number = counts.find(
    ({ to }) =>
      to <= group.from &&
      group.from - to <= 1 &&
      !things.some((thing) => thing.from >= to && thing.from < group.from),
  );
  if (number !== undefined) {
    takenCounts.add(number.from);
  }
  const count = Number(number?.key ?? usual[group.key]);
  if (group.key === 'children' || group.key === 'child') {
    return [one('child', count)];
  }
  const women = Math.ceil(count / 2);
  return count === 1 ? [one('portrait')] : [one('portrait', women), one('man', count - women)];
}

/** What belongs to the celebrations, unless the prompt names it itself. */
export function thingsOf(
  occasions: readonly Occasion[],
  named: readonly NamedSubject[],
): NamedSubject[] {
  const isNamed = (subject: Subject) => named.some((other) => other.subject === subject);
  return occasions
    .flatMap((occasion) => [...feasts[occasion]])
    .filter((subject, i, all) => !isNamed(subject) && all.indexOf(subject) === i)
    .map((subject) => one(subject));
}
