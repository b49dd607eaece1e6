/** The progress to the next level, 0 to 1; the last level is full. */
export function shareOfLevel({
  xp,
  from,
  next,
}: {
  xp: number;
  from: number;
  next: number | null;
}): number {
  return next === null || next <= from ? 1 : (xp - from) / (next - from);
}
