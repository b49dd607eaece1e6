import type { Badge } from '../../../shared/schemas/progress.ts';
import { useMe } from '../../api/useMe.ts';
import { Medal, Pips } from '../../domain/levels/Medal.tsx';
import { useFormat, useLocalized } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import './badges.css';
import { nearness, shownProgress } from '../../domain/levels/sortBadges.ts';
import { useBadgeAction } from './useBadgeAction.ts';

/** One badge: when and where it was earned, or what is left and where to get it. */
export function BadgeSheet({ badge }: { badge: Badge }) {
  const t = useText('badges');
  const f = useFormat();
  const localized = useLocalized();
  const action = useBadgeAction(badge);
  const name = localized(badge.name);
  const share = f.percent(badge.ownedPercent / 100);
  const owned = badge.ownedPercent > 0 ? ` · ${t('ownedBy', { share })}` : '';
  return (
    <Sheet title={name} headless mainButton={action !== null}>
      <div className="badge-big">
        <Medal
          icon={badge.icon}
          rarity={badge.rarity}
          locked={badge.earnedAt === null}
          size={116}
        />
      </div>
      <div className="center">
        <p className="h1" aria-hidden="true">
          {name}
        </p>
        <p className="flex g8 sub t2 badge-rarity">
          <Pips rarity={badge.rarity} />
          {t(`common:rarity.${badge.rarity}`)}
          {owned}
        </p>
        <p className="badge-about">{localized(badge.description)}</p>
      </div>
      <div className="badge-facts">
        {badge.earnedAt ? <Earned badge={badge} at={badge.earnedAt} /> : <Left badge={badge} />}
      </div>
      {action && <MainAction {...action} />}
    </Sheet>
  );
}

function Earned({ badge, at }: { badge: Badge; at: string }) {
  const t = useText('badges');
  const f = useFormat();
  const me = useMe();
  const here = badge.earnedInBot === null || badge.earnedInBot === me?.bot.name;
  return (
    <Facts
      items={[
        { name: t('earnedOn'), value: f.date(at) },
        { name: t('where'), value: here ? 'AI Coins' : badge.earnedInBot },
        {
          name: t('reward'),
          value: badge.xp > 0 ? t('plusXp', { xp: f.number(badge.xp) }) : t('noReward'),
        },
      ]}
    />
  );
}

function Left({ badge }: { badge: Badge }) {
  const t = useText('badges');
  const f = useFormat();
  const { progress, threshold } = shownProgress(badge);
  if (threshold <= 1) {
    return (
      <Facts items={[{ name: t('reward'), value: t('plusXp', { xp: f.number(badge.xp) }) }]} />
    );
  }
  return (
    <Card>
      <p className="flex between g8">
        <b className="h3 num">
          {t('common:progressOf', { value: f.number(progress), total: f.number(threshold) })}
        </b>
        <span className="sub t2 num">{t('left', { number: f.number(threshold - progress) })}</span>
      </p>
      <div style={{ marginTop: 10 }}>
        <ProgressBar
          value={nearness(badge)}
          label={t('common:progressOf', { value: f.number(progress), total: f.number(threshold) })}
        />
      </div>
    </Card>
  );
}
