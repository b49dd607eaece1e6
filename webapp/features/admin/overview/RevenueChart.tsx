import { useState } from 'react';
import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { StarGlyph } from '../../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Segment } from '../../../ui/Segment.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { ChartFrame, type Plot } from './ChartFrame.tsx';
import { useCompact, useSentenceParts } from './sentences.ts';

type Money = 'kopecks' | 'stars';

/** Money per day: roubles or Stars, which cannot be added up; with one of them only, that one. */
export function RevenueChart({ days }: { days: AdminOverview['perDay'] }) {
  const t = useAdminText();
  const f = useFormat();
  const compact = useCompact();
  const sentenceParts = useSentenceParts();
  const sums = {
    kopecks: days.reduce((sum, day) => sum + day.kopecks, 0),
    stars: days.reduce((sum, day) => sum + day.stars, 0),
  };
  const [chosen, setChosen] = useState<Money | null>(null);
  const money = chosen ?? (sums.kopecks > 0 ? 'kopecks' : 'stars');
  const values = days.map((day) => (money === 'stars' ? day.stars : day.kopecks / 100));
  const write = (value: number) =>
    money === 'stars' ? f.starsInWords(value) : f.roubles(value * 100);
  const unit = t(money === 'stars' ? 'overview.stars' : 'overview.roubles');
  const parts = sentenceParts(days, values, write);
  return (
    <div className="card admin-chart">
      <div className="top">
        <b className="sub-m">{t('overview.revenue', { unit })}</b>
        {sums.kopecks > 0 && sums.stars > 0 && (
          <Segment
            label={t('overview.currency')}
            items={[
              { value: 'kopecks', label: t('overview.roubles') },
              { value: 'stars', label: t('overview.kpi.stars') },
            ]}
            value={money}
            onChange={setChosen}
          />
        )}
        {money === 'stars' && sums.kopecks === 0 && <StarGlyph />}
      </div>
      <ChartFrame
        days={days.map(({ day }) => day)}
        most={Math.max(...values)}
        height={150}
        write={compact}
        sentence={
          sums[money] === 0
            ? t('overview.chartNone', parts)
            : t('overview.chartRevenue', { ...parts, total: write(total(values)) })
        }
      >
        {(plot) => <Bars values={values} plot={plot} />}
      </ChartFrame>
    </div>
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function Bars({ values, plot }: { values: readonly number[]; plot: Plot }) {
  const gap = Math.min(6, plot.step * 0.15);
  const width = Math.max(1, plot.step - 2 * gap);
  return values.map((value, i) => {
    const y = plot.y(value);
    const height = plot.floor - y;
    const r = Math.min(4, width / 2, height);
    return (
      height > 0 && (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: days keep their places
          key={i}
          d={`M${plot.left(i) + gap} ${plot.floor}v${r - height}q0-${r} ${r}-${r}h${width - 2 * r}q${r} 0 ${r} ${r}v${height - r}Z`}
          fill="var(--ac-action)"
        />
      )
    );
  });
}
