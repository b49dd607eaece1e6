/** Closed smooth curves for the banknote engraving and the badge shapes, drawn by formula. */

/**
 * A rosette: the radius swings between `inner` and `outer`, `lobes` times around.
 * @returns SVG path data around (`centre`, `centre`).
 */
export function rosette(centre: number, outer: number, inner: number, lobes: number): string {
  const middle = (outer + inner) / 2;
  const swing = (outer - inner) / 2;
  const steps = lobes * 8;
  const point = (step: number) => {
    const angle = (step / steps) * 2 * Math.PI;
    const radius = middle + swing * Math.cos(lobes * angle);
    return [centre + radius * Math.cos(angle), centre + radius * Math.sin(angle)] as const;
  };
  let path = '';
  for (let step = 0; step < steps; step += 1) {
    // Catmull-Rom through the points, as cubic Béziers
    const [p0, p1, p2, p3] = [point(step - 1), point(step), point(step + 1), point(step + 2)];
    if (step === 0) {
      path = `M${place(p1)}`;
    }
    const first = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6] as const;
    const second = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6] as const;
    path += `C${place(first)} ${place(second)} ${place(p2)}`;
  }
  return `${path}Z`;
}

function place([x, y]: readonly [number, number]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
