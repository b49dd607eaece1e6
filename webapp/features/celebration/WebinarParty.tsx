import { useMe } from '../../api/useMe.ts';
import { saveServed } from '../../domain/downloads.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import { CountUp } from '../../ui/CountUp.tsx';
import { push } from '../../ui/navigation/history.ts';
import { CoinBurst } from '../../ui/Rays.tsx';
import type { Celebration } from './celebrations.ts';
import { Party } from './Party.tsx';

/** A place at a webinar, with the coins it brought and the calendar file. */
export function WebinarParty({
  startsAt,
  calendarUrl,
  coins,
}: Extract<Celebration, { type: 'webinar' }>) {
  const t = useText('events');
  const f = useFormat();
  const me = useMe();
  const title = t('done', { date: f.date(startsAt) });
  return (
    <Party
      title={title}
      action={
        calendarUrl
          ? {
              text: t('sheet.calendar'),
              onClick: () => void saveServed(calendarUrl, 'webinar.ics'),
            }
          : { text: t('title'), onClick: () => void push('/events') }
      }
      stage={
        <>
          {coins > 0 && <CoinBurst />}
          <span className="strike">
            <BigCoin size={132} />
          </span>
        </>
      }
    >
      {coins > 0 && (
        <b className="amount">
          <CountUp value={coins} from={0} format={f.signedCoins} />
        </b>
      )}
      <h2>{title}</h2>
      {me && <p>{t('balance', { coins: f.coinsInWords(me.balance.coins) })}</p>}
    </Party>
  );
}
