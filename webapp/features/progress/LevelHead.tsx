import Flame from 'lucide-react/icons/flame';
import Settings from 'lucide-react/icons/settings';
import type { ProgressOutput } from '../../../shared/schemas/progress.ts';
import { LevelRing } from '../../domain/levels/LevelRing.tsx';
import { shareOfLevel } from '../../domain/levels/shareOfLevel.ts';
import { useFormat, useLocalized } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/Button.tsx';
import { push } from '../../ui/navigation/history.ts';
import { Tag } from '../../ui/Tag.tsx';

/** The ring with the level, its name and the streak. */
export function LevelHead({ progress }: { progress: ProgressOutput }) {
  const t = useText('progress');
  const f = useFormat();
  const localized = useLocalized();
  const { xp, next, level, name, streakDays } = progress;
  return (
    <section className="level-head">
      <LevelRing level={level} value={shareOfLevel(progress)} size={96} />
      <div className="grow">
        <h1 className="h2">{localized(name)}</h1>
        <p className="sub t2 num">
          {next === null
            ? t('allXp', { xp: f.number(xp) })
            : t('ofXp', { xp: f.number(xp), next: f.number(next) })}
        </p>
        {streakDays > 0 && (
          <Tag icon={Flame}>{t('streak', { count: streakDays, number: f.number(streakDays) })}</Tag>
        )}
      </div>
      <IconButton
        icon={Settings}
        size={24}
        label={t('settings')}
        onClick={() => void push('/settings')}
      />
    </section>
  );
}
