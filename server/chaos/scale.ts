/** The scale of the chaos tests, and their seeds. */

/**
 * A size that CHAOS_SCALE adjusts: 1 is the full size, 0.05 a twentieth of it.
 * @param usual the size when CHAOS_SCALE is not set.
 */
export function scaled(full: number, usual: number): number {
  const scale = process.env.CHAOS_SCALE;
  return scale ? Math.max(1, Math.round(full * Number(scale))) : usual;
}

/** The seed of this run: SEED when it is set, so that a run can be repeated. */
export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

export interface Chance {
  /** A whole number, at least `from` and below `to`. */
  whole(from: number, to: number): number;
  /** One of these. */
  pick<Item>(items: readonly Item[]): Item;
  /** The same items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** Random numbers that a seed repeats (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from));
  return {
    whole,
    pick: (items) => {
      const item = items[whole(0, items.length)];
      if (item === undefined) {
        throw new Error('nothing to pick from');
      }
      return item;
    },
    shuffle(items) {
      const shuffled = [...items];
      for (let end = shuffled.length - 1; end > 0; end -= 1) {
        const other = whole(0, end + 1);
        const [a, b] = [shuffled[end], shuffled[other]] as [never, never];
        shuffled[end] = b;
        shuffled[other] = a;
      }
      return shuffled;
    },
  };
}

/** Prints the measurements: the figures are half of the purpose of such a test. */
export function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
