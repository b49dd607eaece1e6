import ChartLine from 'lucide-react/icons/chart-line';
import Medal from 'lucide-react/icons/medal';
import UserPlus from 'lucide-react/icons/user-plus';
import type { Task } from '../../../shared/schemas/me.ts';
import type { Badge } from '../../../shared/schemas/progress.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { useText } from '../../i18n/useText.ts';
import { push } from '../../ui/navigation/history.ts';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';

/** The pages behind Progress. */
export function ProgressLinks({
  badges,
  tasks,
}: {
  badges: readonly Badge[];
  tasks: readonly Task[];
}) {
  const t = useText('progress');
  const value = badges.filter(({ earnedAt }) => earnedAt).length;
  const bonus = tasks.find(({ code }) => code === 'referral')?.amount ?? 0;
  return (
    <section className="sec progress-links">
      <Rows>
        <Row
          start={<Tile icon={Medal} kind="act" />}
          title={t('badges')}
          value={t('common:progressOf', { value, total: badges.length })}
          onClick={() => void push('/progress/badges')}
        />
        <Row
          start={<Tile icon={ChartLine} kind="act" />}
          title={t('stats')}
          onClick={() => void push('/progress/stats')}
        />
        <Row
          start={<Tile icon={UserPlus} kind="act" />}
          title={t('invite')}
          value={bonus > 0 && <Reward coins={bonus} />}
          onClick={() => void push('/progress/invite')}
        />
      </Rows>
    </section>
  );
}
