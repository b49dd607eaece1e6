import type { ProgressOutput } from '../../../shared/schemas/progress.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Coin } from '../../ui/Coin.tsx';
import { Stat } from '../../ui/Stat.tsx';

/** What was made, spent and kept up. */
export function Figures({ progress }: { progress: ProgressOutput }) {
  const t = useText('stats');
  const f = useFormat();
  const { stats, streakDays, bestStreakDays } = progress;
  const { week } = stats;
  const thisWeek = (number: string) => t('week', { number });
  return (
    <div className="grid2">
      <Stat name={t('images')} note={thisWeek(f.number(week.images))}>
        {f.amount(stats.images)}
      </Stat>
      <Stat name={t('videos')} note={thisWeek(f.number(week.videos))}>
        {f.amount(stats.videos)}
      </Stat>
      <Stat name={t('spent')} note={thisWeek(f.coins(week.coinsSpent))}>
        <Coin />
        {f.coins(stats.coinsSpent)}
      </Stat>
      <Stat name={t('streak')} note={t('now', { number: f.number(streakDays) })}>
        {t('days', { count: bestStreakDays, number: f.number(bestStreakDays) })}
      </Stat>
    </div>
  );
}
