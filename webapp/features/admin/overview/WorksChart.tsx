import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { ChartFrame, type Plot } from './ChartFrame.tsx';
import { useCompact, useSentenceParts } from './sentences.ts';

/** Works per day as a line, failures as bars on the same scale. */
export function WorksChart({ days }: { days: AdminOverview['perDay'] }) {
  const t = useAdminText();
  const f = useFormat();
  const compact = useCompact();
  const sentenceParts = useSentenceParts();
  const works = days.map((day) => day.works);
  const failed = days.map((day) => day.failed);
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const parts = sentenceParts(days, works, f.number);
  const none = total(works) + total(failed) === 0;
  return (
    <div className="card admin-chart">
      <div className="top">
        <b className="sub-m">{t('overview.works')}</b>
        <div className="legend">
          <span>
            <i style={{ background: 'var(--ac-link)' }} />
            {t('overview.worksLegend')}
          </span>
          <span>
            <i style={{ background: 'var(--ac-danger)' }} />
            {t('overview.failures')}
          </span>
        </div>
      </div>
      <ChartFrame
        days={days.map(({ day }) => day)}
        most={Math.max(...works, ...failed)}
        height={150}
        write={compact}
        sentence={
          none
            ? t('overview.chartNone', parts)
            : t('overview.chartWorks', {
                ...parts,
                total: f.number(total(works)),
                failed: f.number(total(failed)),
              })
        }
      >
        {(plot) => <Drawn works={works} failed={failed} plot={plot} />}
      </ChartFrame>
    </div>
  );
}

function Drawn({
  works,
  failed,
  plot,
}: {
  works: readonly number[];
  failed: readonly number[];
  plot: Plot;
}) {
  const middle = (i: number) => plot.left(i) + plot.step / 2;
  const points = works.map((value, i) => `${middle(i)} ${plot.y(value)}`);
  const last = works.length - 1;
  const width = Math.min(6, plot.step * 0.5);
  const line = `M${points.join('L')}`;
  return (
    <>
      <path
        d={`${line}L${middle(last)} ${plot.floor}L${middle(0)} ${plot.floor}Z`}
        fill="var(--ac-link)"
        opacity=".12"
      />
      {failed.map(
        (value, i) =>
          value > 0 && (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: days keep their places
              key={i}
              x={middle(i) - width / 2}
              y={plot.y(value)}
              width={width}
              height={plot.floor - plot.y(value)}
              rx={width / 3}
              fill="var(--ac-danger)"
              opacity=".85"
            />
          ),
      )}
      <path
        d={line}
        fill="none"
        stroke="var(--ac-link)"
        strokeWidth="2.2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle
        cx={middle(last)}
        cy={plot.y(works[last] ?? 0)}
        r="4.5"
        fill="var(--ac-link)"
        stroke="var(--ac-surface)"
        strokeWidth="2"
      />
    </>
  );
}
