import { useQuery } from '@tanstack/react-query';
import { rewardKinds } from '../../../shared/closedSets.ts';
import { useTRPC } from '../../api/client.ts';
import { Medal, Pips } from '../../domain/levels/Medal.tsx';
import { useFormat, useLocalized } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import { CountUp } from '../../ui/CountUp.tsx';
import { push, replace } from '../../ui/navigation/history.ts';
import { CoinBurst, Rays } from '../../ui/Rays.tsx';
import { Ring } from '../../ui/Ring.tsx';
import type { Celebration } from './celebrations.ts';
import { Party } from './Party.tsx';
import { WebinarParty } from './WebinarParty.tsx';

/** Level, badge or reward: shown once, closed by BackButton or by continuing. */
export function CelebrationSheet({ event }: { event: Celebration }) {
  switch (event.type) {
    case 'level':
      return <LevelParty {...event} />;
    case 'badge':
      return <BadgeParty {...event} />;
    case 'reward':
      return <RewardParty {...event} />;
    case 'webinar':
      return <WebinarParty {...event} />;
  }
}

function LevelParty({ level, name, totalXp }: Extract<Celebration, { type: 'level' }>) {
  const t = useText();
  const f = useFormat();
  const localized = useLocalized();
  const title = t('party.level', { level });
  const step = useProgress()?.road.find((one) => one.level === level);
  const operations = step?.freeOperations ?? 0;
  const gifts = [
    step && step.coins > 0 && `+${f.coinsInWords(step.coins)}`,
    operations > 0 && `+${t('party.free', { count: operations, number: f.number(operations) })}`,
  ].filter(Boolean);
  return (
    <Party
      title={title}
      action={{ text: t('party.toProgress'), onClick: () => void push('/progress') }}
      stage={
        <>
          <Rays blue />
          <Ring value={1} size={132}>
            <b className="num lvl-n lg">{level}</b>
          </Ring>
        </>
      }
    >
      <h2 className="h1">{title}</h2>
      <p>{t('party.levelText', { name: localized(name), xp: f.number(totalXp) })}</p>
      {gifts.length > 0 && <p className="h3">{gifts.join(' · ')}</p>}
    </Party>
  );
}

function BadgeParty({ code, name, icon, rarity }: Extract<Celebration, { type: 'badge' }>) {
  const t = useText();
  const f = useFormat();
  const localized = useLocalized();
  const title = t('party.badge', { name: localized(name) });
  const badge = useProgress()?.badges.find((one) => one.code === code);
  return (
    <Party
      title={title}
      action={{ text: t('party.toBadges'), onClick: () => void push('/progress/badges') }}
      stage={
        <>
          <Rays blue />
          <span className="turn">
            <Medal icon={icon} rarity={rarity} size={116} />
          </span>
        </>
      }
    >
      <h2 className="h1">{title}</h2>
      <p className="flex g8">
        <Pips rarity={rarity} />
        {t(`rarity.${rarity}`)}
      </p>
      {badge && (
        <p>
          {localized(badge.description)}
          {badge.xp > 0 && <b className="num"> · +{f.number(badge.xp)} XP</b>}
        </p>
      )}
    </Party>
  );
}

/** The reason and the reward. */
function useProgress() {
  const trpc = useTRPC();
  return useQuery(trpc.progress.get.queryOptions()).data;
}

function RewardParty({ kind, coins }: Extract<Celebration, { type: 'reward' }>) {
  const t = useText();
  const f = useFormat();
  // A newer server may report one that this app has no text for.
  const reason = rewardKinds.find((one) => one === kind);
  return (
    <Party
      title={t('party.reward')}
      action={{ text: t('party.toCreate'), onClick: () => void replace('/create') }}
      stage={
        <>
          <CoinBurst />
          <span className="strike">
            <BigCoin size={132} />
          </span>
        </>
      }
    >
      <b className="amount">
        <CountUp value={coins} from={0} format={f.signedCoins} />
      </b>
      <h2>{t('party.reward')}</h2>
      {reason && <p>{t(`party.rewards.${reason}`)}</p>}
    </Party>
  );
}
