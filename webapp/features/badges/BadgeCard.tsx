import type { Badge } from '../../../shared/schemas/progress.ts';
import { Medal, Pips } from '../../domain/levels/Medal.tsx';
import { nearness, shownProgress } from '../../domain/levels/sortBadges.ts';
import { useFormat, useLocalized } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

/** A badge of the wall: what it is for, how rare, how far. */
export function BadgeCard({ badge }: { badge: Badge }) {
  const t = useText('badges');
  const f = useFormat();
  const localized = useLocalized();
  const open = useSheet('badge');
  const locked = badge.earnedAt === null;
  const shown = shownProgress(badge);
  return (
    <li>
      <button
        type="button"
        className={cx('bcard bcard-b', locked && 'locked')}
        onClick={() => open({ badge })}
      >
        <Medal icon={badge.icon} rarity={badge.rarity} locked={locked} />
        <b>{localized(badge.name)}</b>
        <small>{localized(badge.description)}</small>
        {locked && badge.threshold > 1 ? (
          <span className="near">
            <ProgressBar value={nearness(badge)} label={localized(badge.name)} />
            <span className="num">
              {f.amount(shown.progress)}/{f.amount(shown.threshold)}
            </span>
          </span>
        ) : (
          <span className="own num">
            {badge.ownedPercent > 0 && t('ownedBy', { share: f.percent(badge.ownedPercent / 100) })}
          </span>
        )}
        <span className="rl">
          <Pips rarity={badge.rarity} />
          {t(`common:rarity.${badge.rarity}`)}
        </span>
        {locked && <span className="vh">{t('common:locked')}</span>}
      </button>
    </li>
  );
}
