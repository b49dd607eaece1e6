/** The table and the ratios that the benchmark prints. */
import { cpus } from 'node:os';
import type { Contender } from './contenders.ts';
import type { Measured } from './measure.ts';

type Figures = Partial<Record<Contender, Measured>>;

const say = (line = '') => process.stdout.write(`${line}\n`);

export function printFigures(
  figures: Figures,
  setup: { connections: number; rounds: number; seconds: number; people: number },
): void {
  const [cpu] = cpus();
  say(`Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown CPU'}`);
  say(
    `${setup.connections} connections, ${setup.people} people, median of ${setup.rounds} rounds of ${setup.seconds} s`,
  );
  say();
  say(
    `${'call'.padEnd(30)}${'per second'.padStart(12)}${'p50 ms'.padStart(10)}${'p99 ms'.padStart(10)}${'server us'.padStart(11)}`,
  );
  for (const [name, { perSecond, p50, p99, cpu }] of Object.entries(figures)) {
    say(
      name.padEnd(30) +
        String(Math.round(perSecond)).padStart(12) +
        p50.toFixed(2).padStart(10) +
        p99.toFixed(2).padStart(10) +
        (cpu === null ? '' : String(Math.round(cpu)).padStart(11)),
    );
  }
  say();
}

const targets: { of: Contender; to: Contender; least?: number }[] = [
  { of: 'me.get', to: 'me.get usual way', least: 3.8 },
  { of: 'me.get', to: 'me.get usual way, brief' },
  { of: 'me.get', to: 'empty', least: 0.7 },
  { of: 'generation.create', to: 'generation.create usual way', least: 3.3 },
  { of: 'charge only', to: 'generation.create usual way' },
  { of: 'generation.create', to: 'bare statements of a charge' },
];

/** How many times one is as fast as the other, beside what is wanted. */
export function printRatios(figures: Figures): void {
  for (const { of, to, least } of targets) {
    const [one, other] = [figures[of], figures[to]];
    if (one && other) {
      const ratio = one.perSecond / other.perSecond;
      const verdict =
        least === undefined ? '' : `  (wanted ${least}: ${ratio >= least ? 'yes' : 'no'})`;
      say(`${of} / ${to}: ${ratio.toFixed(2)}${verdict}`);
    }
  }
}
