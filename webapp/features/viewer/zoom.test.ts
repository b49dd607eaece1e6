import { describe, expect, it } from 'vitest';
import { bounded, fitInto, noZoom, zoomAt } from './zoom.ts';

const box = { width: 400, height: 800 };

describe('zoom', () => {
  it('fits a wide picture by its width and a tall one by its height', () => {
    expect(fitInto(box, 2)).toEqual({ width: 400, height: 200 });
    expect(fitInto(box, 0.25)).toEqual({ width: 200, height: 800 });
  });

  it('keeps the point under the fingers where it is', () => {
    const point = { x: 50, y: -120 };
    const zoomed = zoomAt({ scale: 1.5, x: 10, y: 4 }, 3, point);
    // The picture's own point below the fingers, before and after.
    expect((point.x - zoomed.x) / 3).toBeCloseTo((point.x - 10) / 1.5);
    expect((point.y - zoomed.y) / 3).toBeCloseTo((point.y - 4) / 1.5);
  });

  it('never shows the outside of a picture that covers the box', () => {
    const square = bounded({ scale: 3, x: 9000, y: -9000 }, box, 1);
    // 1200 wide in 400, 1200 high in 800.
    expect(square).toEqual({ scale: 3, x: 400, y: -200 });
  });

  it('does not move a picture that is smaller than the box, and stops at four times', () => {
    expect(bounded({ scale: 0.3, x: 90, y: 90 }, box, 1)).toEqual(noZoom);
    expect(bounded({ scale: 9, x: 0, y: 0 }, box, 1).scale).toBe(4);
  });
});
