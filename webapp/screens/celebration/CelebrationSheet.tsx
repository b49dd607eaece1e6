import { type ReactNode, useEffect, useRef } from 'react';
import { SecondaryAction } from '../../components/BottomActions.tsx';
import { BigCoin } from '../../components/Coin.tsx';
import { CountUp } from '../../components/CountUp.tsx';
import { Medal, Pips } from '../../components/Medal.tsx';
import { CoinBurst, Rays } from '../../components/Rays.tsx';
import { Ring } from '../../components/Ring.tsx';
import { useFocusReturn } from '../../components/Sheet.tsx';
import { useText } from '../../strings/useText.ts';
import '../../components/sheet.css';
import { useSheetPlace } from '../../components/sheetPlace.ts';
import { push } from '../../navigation/history.ts';
import { useFormat, useLocalized } from '../../strings/useFormat.ts';
import { useMainButton } from '../../telegram/bottomButtons.ts';
import { notify } from '../../telegram/haptics.ts';
import type { Celebration } from './celebrations.ts';

interface PartyProps {
  stage: ReactNode;
  title: string;
  children?: ReactNode;
  action: { text: string; path: string };
}

/** The full screen: stage above, words below, native buttons under it. */
export function Party({ stage, title, children, action }: PartyProps) {
  const t = useText();
  const { close, leaving, covered } = useSheetPlace();
  const panel = useRef<HTMLElement>(null);
  useFocusReturn(panel);
  useMainButton({ text: action.text, onClick: () => void push(action.path) });
  useEffect(() => notify('success'), []);
  return (
    <section
      ref={panel}
      className="party"
      role="dialog"
      aria-modal="true"
      aria-label={title}
      tabIndex={-1}
      inert={leaving || covered}
      hidden={leaving}
    >
      <div className="stage">{stage}</div>
      {children}
      <div className="acts">
        <SecondaryAction text={t('actions.done')} onClick={close} />
      </div>
    </section>
  );
}

/** Level, badge or reward: shown once, closed by BackButton or by going on. */
export function CelebrationSheet({ event }: { event: Celebration }) {
  switch (event.type) {
    case 'level':
      return <LevelParty {...event} />;
    case 'badge':
      return <BadgeParty {...event} />;
    case 'reward':
      return <RewardParty {...event} />;
  }
}

function LevelParty({ level, name, totalXp }: Extract<Celebration, { type: 'level' }>) {
  const t = useText();
  const f = useFormat();
  const localized = useLocalized();
  const title = t('party.level', { level });
  return (
    <Party
      title={title}
      action={{ text: t('party.toProgress'), path: '/progress' }}
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
    </Party>
  );
}

function BadgeParty({ name, icon, rarity }: Extract<Celebration, { type: 'badge' }>) {
  const t = useText();
  const localized = useLocalized();
  return (
    <Party
      title={t('party.badge', { name: localized(name) })}
      action={{ text: t('party.toBadges'), path: '/progress/badges' }}
      stage={
        <>
          <Rays blue />
          <span className="turn">
            <Medal icon={icon} rarity={rarity} size={116} />
          </span>
        </>
      }
    >
      <h2 className="h1">{localized(name)}</h2>
      <p className="flex g8">
        <Pips rarity={rarity} />
        {t(`rarity.${rarity}`)}
      </p>
    </Party>
  );
}

/** The ledger's kinds that have words of their own here. */
const rewardKinds = [
  'launch_reward',
  'direction_reward',
  'webinar_reward',
  'referral_bonus',
  'promo_bonus',
  'level_reward',
  'badge_reward',
] as const;

function RewardParty({ kind, coins }: Extract<Celebration, { type: 'reward' }>) {
  const t = useText();
  const f = useFormat();
  const reason = rewardKinds.find((one) => one === kind);
  return (
    <Party
      title={t('party.reward')}
      action={{ text: t('party.toCreate'), path: '/create' }}
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
