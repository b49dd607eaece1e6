import type { ProgressOutput } from '../../../shared/schemas/progress.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { cx } from '../../ui/cx.ts';

const WIDTH = 326;
const BASE = 84;
const HIGHEST = 66;
const BAR = 30;

/** How many works each of the last seven days has brought. */
export function PerDayChart({ perDay }: { perDay: ProgressOutput['stats']['perDay'] }) {
  const t = useText('stats');
  const f = useFormat();
  const most = Math.max(1, ...perDay.map(({ count }) => count));
  const total = perDay.reduce((sum, { count }) => sum + count, 0);
  const step = WIDTH / Math.max(1, perDay.length);
  const days = perDay.map(({ day, count }) =>
    t('chartDay', { day: f.weekday(day), number: f.number(count) }),
  );
  return (
    <Card className="per-day" pad={0}>
      <p className="flex between g8 sub t2">
        {t('perDay')}
        {total > 0 && <span className="num">{t('week', { number: f.number(total) })}</span>}
      </p>
      {total === 0 && <p className="cap t2">{t('nothing')}</p>}
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} 112`}
        role="img"
        aria-label={t('chart', { days: days.join(', ') })}
      >
        {perDay.map(({ day, count }, i) => {
          const height = count === 0 ? 3 : Math.max(8, (count / most) * HIGHEST);
          const middle = step * (i + 0.5);
          const top = BASE - height;
          return (
            <g key={day}>
              <rect
                className={cx(count === most && total > 0 && 'top')}
                x={middle - BAR / 2}
                y={top}
                width={BAR}
                height={height}
                rx={Math.min(6, height / 2)}
              />
              {count > 0 && (
                <text className="n" x={middle} y={top - 6} textAnchor="middle">
                  {f.number(count)}
                </text>
              )}
              <text x={middle} y={104} textAnchor="middle">
                {f.weekday(day)}
              </text>
            </g>
          );
        })}
      </svg>
    </Card>
  );
}
