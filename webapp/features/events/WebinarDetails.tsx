import Bell from 'lucide-react/icons/bell';
import CalendarDays from 'lucide-react/icons/calendar-days';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import Presentation from 'lucide-react/icons/presentation';
import UsersRound from 'lucide-react/icons/users-round';
import Video from 'lucide-react/icons/video';
import { useMe } from '../../api/useMe.ts';
import { saveServed } from '../../domain/downloads.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { openOutside } from '../../telegram/links.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { Button } from '../../ui/Button.tsx';
import { SwitchRow } from '../../ui/Choice.tsx';
import { Guilloche } from '../../ui/Guilloche.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { useRegistration } from './useRegistration.ts';
import { useReminder } from './useReminder.ts';
import { rewardOf, seatsLeft, type Webinar } from './webinarFacts.ts';

/** The inside of the registration sheet. */
export function WebinarDetails({ webinar }: { webinar: Webinar }) {
  const t = useText('events');
  const f = useFormat();
  const { startsAt, durationMinutes, title, description, capacity, registered } = webinar;
  const { day, month } = f.calendarLeaf(startsAt);
  const minutes = t('minutes', { count: durationMinutes });
  const time = f.moscowTime(startsAt);
  const own = f.ownTime(startsAt);
  return (
    <>
      <div className="webinar-head">
        <Guilloche />
        <span className="leaf num" aria-hidden="true">
          <b>{day}</b>
          <span>{month}</span>
        </span>
        <span className="ov bl">
          <Icon icon={Presentation} size={14} />
          {t('sheet.tag')}
        </span>
      </div>
      <h3 className="h2 webinar-name">{title}</h3>
      {description && <p className="sub t2 webinar-about">{description}</p>}
      <Rows className="webinar-facts">
        <Row
          start={<Tile icon={CalendarDays} />}
          title={f.moscowDate(startsAt)}
          note={own ? t('sheet.yours', { time, minutes, own }) : t('sheet.time', { time, minutes })}
        />
        {capacity !== null && (
          <Row
            start={<Tile icon={UsersRound} />}
            title={t('sheet.seats')}
            note={t('sheet.seatsOf', { taken: f.number(registered), all: f.number(capacity) })}
          />
        )}
        {!webinar.cancelled && <Reminder />}
        <AfterRegistering webinar={webinar} />
      </Rows>
      {webinar.cancelled ? (
        <p className="foot">{t('calledOffNote')}</p>
      ) : (
        <Decide webinar={webinar} />
      )}
    </>
  );
}

function Reminder() {
  const t = useText('events');
  const { on, set } = useReminder();
  return (
    <SwitchRow
      start={<Tile icon={Bell} kind="act" />}
      title={t('sheet.remind')}
      note={t('sheet.remindNote')}
      on={on}
      onChange={set}
    />
  );
}

/** The link and the calendar file, for those who have a place. */
function AfterRegistering({ webinar }: { webinar: Webinar }) {
  const { myState, link, calendarUrl, cancelled } = webinar;
  const t = useText('events');
  if (myState !== 'registered') {
    return null;
  }
  return (
    <>
      {!cancelled && (
        <Row
          start={<Tile icon={Video} kind={link ? 'act' : 'neutral'} />}
          title={t('sheet.openLink')}
          note={!link && t('sheet.linkLater')}
          end="outside"
          onClick={link ? () => openOutside(link) : undefined}
        />
      )}
      {calendarUrl && (
        <Row
          start={<Tile icon={CalendarPlus} />}
          title={t(cancelled ? 'sheet.calendarOff' : 'sheet.calendar')}
          end="outside"
          onClick={() => void saveServed(calendarUrl, 'webinar.ics')}
        />
      )}
    </>
  );
}

function Decide({ webinar }: { webinar: Webinar }) {
  const t = useText('events');
  const f = useFormat();
  const { register, unregister, busy } = useRegistration(webinar);
  const coins = rewardOf(useMe());
  const full = seatsLeft(webinar) === 0;
  if (webinar.myState !== 'none') {
    const waiting = webinar.myState === 'waiting';
    return (
      <>
        {!waiting && <p className="foot">{t('sheet.cancelNote')}</p>}
        <div style={{ marginTop: 12 }}>
          <Button kind="bad" wide busy={busy} onClick={unregister}>
            {waiting ? t('sheet.leave') : t('sheet.cancel')}
          </Button>
        </div>
      </>
    );
  }
  const inWords = f.coinsInWords(coins);
  const registerText = coins > 0 ? t('sheet.registerFor', { coins: inWords }) : t('sheet.register');
  return (
    <>
      {coins > 0 && !full && (
        <p className="foot">
          {t('sheet.rewardNote', { coins: f.coinsInWords(coins, 'accusative') })}
        </p>
      )}
      <MainAction text={full ? t('sheet.join') : registerText} progress={busy} onClick={register} />
    </>
  );
}
