import type { z } from 'zod';
import type { Training, trainingsOutput } from '../../../shared/schemas/progress.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Card } from '../../ui/Card.tsx';

const MAX_BARS = 12;
const WIDTH = 326;
const HEIGHT = 48;
const GAP = 6;
const MAX_BAR = 30;

/** The last trainings, each as a share of its own maximum, the oldest first. */
export function ScoreChart({
  items,
  totals,
}: {
  items: readonly Training[];
  totals: z.infer<typeof trainingsOutput>['totals'] | undefined;
}) {
  const t = useText('stats');
  const f = useFormat();
  const measured = items
    .flatMap(({ id, score, maxScore }) => (maxScore === null ? [] : [{ id, score, maxScore }]))
    .slice(0, MAX_BARS)
    .reverse();
  if (!totals || measured.length < 2) {
    return null;
  }
  const step = WIDTH / measured.length;
  const bar = Math.min(MAX_BAR, step - GAP);
  const scores = measured.map(({ score, maxScore }) =>
    t('scoreOf', { score: f.number(score), max: f.number(maxScore) }),
  );
  return (
    <Card className="per-day" pad={0}>
      <p className="flex between g8 sub t2">
        {t('scores')}
        <span className="num">
          {t('trainings', { count: totals.trainings, number: f.number(totals.trainings) })}
        </span>
      </p>
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('scoresChart', { scores: scores.join(', ') })}
      >
        {measured.map(({ id, score, maxScore }, i) => {
          const share = Math.min(1, Math.max(0, score / maxScore));
          const height = Math.max(3, share * HEIGHT);
          return (
            <rect
              key={id}
              x={step * (i + 0.5) - bar / 2}
              y={HEIGHT - height}
              width={bar}
              height={height}
              rx={Math.min(6, height / 2)}
            />
          );
        })}
      </svg>
    </Card>
  );
}
