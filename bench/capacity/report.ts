/** The figures as lines and as a part of docs/capacity.md. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Tally } from './tally.ts';

/** The visits of a person in a month, and the share of a day's visits in its busiest hour. */
export const use = { visitsPerMonth: 12, busiestHour: 0.1 } as const;
/** The share of its maximum throughput at which a server should run. */
export const MAX_USE = 0.6;

export interface Capacity {
  /** Sentences about the machine and the data. */
  setup: readonly string[];
  full: Tally;
  paced: Tally;
  /** Sentences about memory, connections, streams and the audit. */
  after: readonly string[];
}

const DOCUMENT = new URL('../../docs/capacity.md', import.meta.url);
const [BEGIN, END] = ['<!-- figures: written by the command -->', '<!-- end of figures -->'];

const round = (value: number) => value.toFixed(value < 100 ? 1 : 0);
export const thousands = (value: number) =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');

/** The number of people a month whose visits in the busiest hour amount to this rate. */
export function monthlyPeople(visitsPerSecond: number): number {
  return (visitsPerSecond * 3600) / ((use.visitsPerMonth / 30) * use.busiestHour);
}

function row(name: string, tally: Tally): string {
  const { perSecond, p50, p95, p99 } = tally.all;
  const times = [p50, p95, p99].map(round).join(' | ');
  return `| ${name} | ${round(tally.visitsPerSecond)} | ${round(perSecond)} | ${times} | ${tally.failed} |`;
}

/** The figures as Markdown, which reads well in a terminal, too. */
export function describeCapacity({ setup, full, paced, after }: Capacity): string {
  const monthly = monthlyPeople(full.visitsPerSecond * MAX_USE);
  const perVisit = full.all.calls / full.visits;
  const { works } = paced;
  const calls = paced.byName.map(
    ({ name, calls: count, p50, p95, p99 }) =>
      `| ${name} | ${count} | ${[p50, p95, p99].map(round).join(' | ')} |`,
  );
  const errors = [...full.errors, ...paced.errors].map(([name, count]) => `- ${count} × ${name}`);
  return [
    ...setup.map((line) => `- ${line}`),
    '',
    '| load | visits/s | requests/s | p50 ms | p95 ms | p99 ms | errors |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    row('as much as it takes', full),
    row(`${MAX_USE * 100} % of that`, paced),
    '',
    `**About ${thousands(monthly / 1000)} 000 people a month** at ${use.visitsPerMonth} visits each, ${round(perVisit)} requests to a visit.`,
    '',
    `At ${MAX_USE * 100} %: ${works.calls} pictures, from the order to the event p50 ${round(works.p50)} ms, p95 ${round(works.p95)} ms, p99 ${round(works.p99)} ms.`,
    '',
    `| request, at ${MAX_USE * 100} % | count | p50 ms | p95 ms | p99 ms |`,
    '| --- | --- | --- | --- | --- |',
    ...calls,
    '',
    ...after.map((line) => `- ${line}`),
    ...errors,
  ].join('\n');
}

/** Replaces the figures in docs/capacity.md. */
export async function writeFigures(figures: string): Promise<void> {
  const text = await readFile(DOCUMENT, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) {
    throw new Error('docs/capacity.md has lost the marks between which the figures stand');
  }
  await writeFile(DOCUMENT, `${text.slice(0, from)}${BEGIN}\n\n${figures}\n\n${text.slice(to)}`);
}
