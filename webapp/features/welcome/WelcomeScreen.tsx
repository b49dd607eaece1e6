import Gift from 'lucide-react/icons/gift';
import { useEffect } from 'react';
import { displayName } from '../../../shared/displayName.ts';
import type { LaunchOutput } from '../../../shared/schemas/me.ts';
import { useMe } from '../../api/useMe.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { launchGrants, leaveWelcomeCoins } from '../../domain/coins/welcomeCoins.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { rich } from '../../i18n/rich.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { setBars } from '../../telegram/bars.ts';
import { useMainButton } from '../../telegram/bottomButtons.ts';
import { notify } from '../../telegram/haptics.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import { Guilloche } from '../../ui/Guilloche.tsx';
import { replace } from '../../ui/navigation/history.ts';
import { type SheetProps, useSheet } from '../../ui/navigation/sheets.ts';
import { Page } from '../../ui/Page.tsx';
import { Tag } from '../../ui/Tag.tsx';
import './welcome.css';

/** First launch: the start reward, and one button to Home, where its arrival is shown. */
export function WelcomeScreen() {
  const t = useText('welcome');
  const f = useFormat();
  const me = useMe();
  const grants = launchGrants();
  const coins = sumOf(grants, 'coins');
  const free = sumOf(grants, 'free_operations');
  const inWords = f.coinsInWords(coins);
  const name = me ? displayName({ firstName: me.firstName }, currentLanguage()) : '';
  const known = grants.length > 0;
  useEffect(() => {
    // After a reload the reward is not known any more.
    if (!known) {
      void replace('/');
    }
    setBars({ bottom: 'page' });
    return () => setBars({ bottom: 'bar' });
  }, [known]);
  useMainButton({
    text: coins > 0 ? t('get', { coins: f.coinsInWords(coins, 'accusative') }) : t('start'),
    visible: known,
    onClick: () => {
      notify('success');
      leaveWelcomeCoins(coins);
      void replace('/');
    },
  });
  const counted = { count: free, number: f.number(free) };
  return (
    <Page className="welcome">
      <div className="middle">
        <div className="seal-big">
          <Guilloche />
          <BigCoin size={156} />
        </div>
        <h1 className="h1">
          {coins > 0 ? t('title', { name, coins: inWords }) : t('titlePlain', { name })}
        </h1>
        <p className="t2">{free > 0 ? t('withFree', counted) : t('text')}</p>
        <div className="gifts">
          {coins > 0 && <Reward coins={coins} />}
          {free > 0 && (
            <Tag kind="act" icon={Gift} tall>
              {t('free', counted)}
            </Tag>
          )}
        </div>
      </div>
      <Accept />
    </Page>
  );
}

function Accept() {
  const t = useText('welcome');
  const open = useSheet('document');
  const link = (name: SheetProps<'document'>['name']) => (text: string) => (
    <button type="button" className="link" onClick={() => open({ name })}>
      {text}
    </button>
  );
  return (
    <p className="foot center">
      {rich(t('accept'), { terms: link('terms'), privacy: link('privacy') })}
    </p>
  );
}

function sumOf(grants: LaunchOutput['granted'], asset: string): number {
  return grants
    .filter((grant) => grant.asset === asset)
    .reduce((total, { amount }) => total + amount, 0);
}
