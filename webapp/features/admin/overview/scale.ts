/** Round numbers for an axis of three equal steps. */
const STEPS = [1, 2, 3, 4, 5, 10] as const;

/** The end of an axis that holds `most`: three steps of a round size. */
export function roundAxisMax(most: number): number {
  const step = Math.max(1, most / 3);
  const power = 10 ** Math.floor(Math.log10(step));
  const round = STEPS.find((one) => one * power >= step) ?? 10;
  return round * power * 3;
}

export function ticksTo(top: number): number[] {
  return [0, top / 3, (top / 3) * 2, top];
}

/** Which of many days carry a label, so that labels do not touch; the last one always does. */
export function labelled(count: number, width: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil((count * 34) / Math.max(1, width)));
  return (index) => (count - 1 - index) % every === 0;
}
