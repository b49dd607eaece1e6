import { describe, expect, it } from 'vitest';
import { rosette } from './engraving.ts';

describe('rosette', () => {
  it('is a closed curve between its two radii', () => {
    const path = rosette(32, 30, 26, 10);
    const ends = [...path.matchAll(/[M ](-?[\d.]+) (-?[\d.]+)(?=C|Z)/g)];
    const radii = ends.map(([, x, y]) => Math.hypot(Number(x) - 32, Number(y) - 32));
    expect(path).toMatch(/^M.*Z$/);
    expect(radii).toHaveLength(81);
    expect(Math.max(...radii)).toBeCloseTo(30, 0);
    expect(Math.min(...radii)).toBeCloseTo(26, 0);
  });
});
