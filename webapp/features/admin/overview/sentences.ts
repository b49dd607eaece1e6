import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { useFormat } from '../../../i18n/useFormat.ts';

/** Short numbers for an axis: `40`, `1.5K`, `1,5 тыс.` */
export function useCompact(): (value: number) => string {
  const { language } = useFormat();
  const short = new Intl.NumberFormat(language, {
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  // The axis is narrow: Russian "тыс." loses its dot and space.
  return (value) =>
    short
      .format(value)
      .replace(/\s?тыс\.?/, 'т')
      .replace(/\s?млн\.?/, 'м');
}

/** The values for the sentence that describes a chart. */
export function useSentenceParts() {
  const f = useFormat();
  return (
    days: AdminOverview['perDay'],
    values: readonly number[],
    write: (value: number) => string,
  ) => {
    const on = (day: AdminOverview['perDay'][number] | undefined) =>
      day ? f.date(`${day.day}T12:00`) : '';
    const most = Math.max(...values);
    return {
      from: on(days[0]),
      to: on(days.at(-1)),
      day: on(days[values.indexOf(most)]),
      most: write(most),
    };
  };
}
