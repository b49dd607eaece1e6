import ChevronRight from 'lucide-react/icons/chevron-right';
import type { Me } from '../../../shared/schemas/me.ts';
import { fullName } from '../../domain/account/fullName.ts';
import { LevelRing } from '../../domain/levels/LevelRing.tsx';
import { shareOfLevel } from '../../domain/levels/shareOfLevel.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/Button.tsx';
import { push } from '../../ui/navigation/history.ts';

/** The person with the level ring; leads to Progress. */
export function ProfileRow({ me }: { me: Me }) {
  const t = useText('home');
  const f = useFormat();
  const { level, xp, next } = me.level;
  const name = fullName(me);
  return (
    <header className="prof">
      <LevelRing level={level} value={shareOfLevel(me.level)} person={{ ...me, name }} />
      <div className="grow">
        <h1 dir="auto" className="nm ell">
          {name}
        </h1>
        <p className="xp">
          {next === null
            ? t('topLevel', { xp: f.number(xp) })
            : t('toLevel', { xp: f.number(next - xp), level: level + 1 })}
        </p>
      </div>
      <IconButton
        icon={ChevronRight}
        label={t('openProgress')}
        onClick={() => void push('/progress')}
      />
    </header>
  );
}
