/** The table and the ratios that the benchmark prints. */
import { cpus } from 'node:os';
import type { Comparison } from './contenders.ts';
import type { Figures } from './measure.ts';

const print = (line = '') => process.stdout.write(`${line}\n`);

const columns = ['perSecond', 'p50', 'p99', 'cpu'] as const;
const heads = { perSecond: 'per second', p50: 'p50 ms', p99: 'p99 ms', cpu: 'server us' };

function toCell(column: (typeof columns)[number], value: number | null): string {
  if (value === null) {
    return '';
  }
  const whole = column === 'cpu' || (column === 'perSecond' && value >= 100);
  return value.toFixed(whole ? 0 : 2);
}

/** @param setup one line about how it was measured. */
export function printFigures(figures: Figures, setup: string): void {
  const width = Math.max(...[...figures.keys()].map((name) => name.length)) + 1;
  const [cpu] = cpus();
  print(`Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown CPU'}`);
  print(setup);
  print();
  print('call'.padEnd(width) + columns.map((column) => heads[column].padStart(11)).join(''));
  for (const [name, measured] of figures) {
    const cells = columns.map((column) => toCell(column, measured[column]).padStart(11));
    print(name.padEnd(width) + cells.join(''));
  }
  print();
}

/** How many times one is as fast, or as slow, as the other, beside what is wanted. */
export function printRatios(figures: Figures, comparisons: readonly Comparison[]): void {
  for (const { of, to, by, wanted } of comparisons) {
    const [one, other] = [figures.get(of)?.[by], figures.get(to)?.[by]];
    if (one && other) {
      const ratio = one / other;
      const what = by === 'p50' ? 'p50 of ' : '';
      print(`${what}${of} / ${to}: ${ratio.toFixed(2)}${outcomeOf(ratio, by, wanted)}`);
    }
  }
}

function outcomeOf(ratio: number, by: Comparison['by'], wanted: number | undefined): string {
  if (wanted === undefined) {
    return '';
  }
  const holds = by === 'perSecond' ? ratio >= wanted : ratio <= wanted;
  return `  (wanted at ${by === 'perSecond' ? 'least' : 'most'} ${wanted}: ${holds ? 'yes' : 'NO'})`;
}
