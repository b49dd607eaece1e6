import CalendarDays from 'lucide-react/icons/calendar-days';
import CalendarX from 'lucide-react/icons/calendar-x';
import Check from 'lucide-react/icons/check';
import Clock from 'lucide-react/icons/clock';
import type { ReactNode } from 'react';
import { useMe } from '../../api/useMe.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Tag } from '../../ui/Tag.tsx';
import { rewardOf, seatsLeft, type Webinar } from './webinarFacts.ts';

/** One webinar: time, reward, and the person's registration. */
export function WebinarCard({ webinar }: { webinar: Webinar }) {
  const t = useText('events');
  const f = useFormat();
  const { startsAt, durationMinutes, title } = webinar;
  const { day, month, weekday } = f.calendarLeaf(startsAt);
  const minutes = t('minutes', { count: durationMinutes });
  return (
    <li className="card ev">
      <div className="date" aria-hidden="true">
        <b>{day}</b>
        <span>{month}</span>
      </div>
      <div className="grow">
        <h3>{title}</h3>
        <p className="meta num">
          <span className="vh">{f.moscowDate(startsAt)}</span>
          <span aria-hidden="true">{weekday}</span>, {f.moscowTime(startsAt)} · {minutes}
        </p>
        <Standing webinar={webinar} />
      </div>
    </li>
  );
}

function Standing({ webinar }: { webinar: Webinar }) {
  const t = useText('events');
  const f = useFormat();
  const open = useSheet('register');
  const coins = rewardOf(useMe());
  const left = seatsLeft(webinar);
  const button = (kind: 'primary' | 'gray', text: string, icon?: typeof Clock) => (
    <Button kind={kind} size="sm" icon={icon} onClick={() => open({ id: webinar.id })}>
      {text}
    </Button>
  );
  if (webinar.cancelled) {
    return (
      <Foot
        mark={
          <Tag kind="bad" icon={CalendarX} tall>
            {t('calledOff')}
          </Tag>
        }
        button={button('gray', t('details'), CalendarDays)}
        note={t('calledOffNote')}
      />
    );
  }
  switch (webinar.myState) {
    case 'registered':
      return (
        <Foot
          mark={
            <Tag kind="ok" icon={Check} tall>
              {t('registered')}
            </Tag>
          }
          button={button('gray', t('details'), CalendarDays)}
          note={t('remind')}
        />
      );
    case 'waiting':
      return (
        <Foot
          mark={
            <Tag icon={Clock} tall>
              {t('waiting')}
            </Tag>
          }
          button={button('gray', t('details'))}
          note={t('waitingNote')}
        />
      );
    case 'none':
      return left === 0 ? (
        <Foot mark={<Tag tall>{t('noSeats')}</Tag>} button={button('gray', t('waitList'))} />
      ) : (
        <Foot
          mark={coins > 0 && <Reward coins={coins} />}
          button={button('primary', t('register'))}
          note={left !== null && t('seatsLeft', { count: left, number: f.number(left) })}
        />
      );
  }
}

function Foot({
  mark,
  button,
  note,
}: {
  mark: ReactNode;
  button: ReactNode;
  note?: string | false;
}) {
  return (
    <>
      <div className="ft">
        {mark}
        {button}
      </div>
      {note && <p className="cap t2">{note}</p>}
    </>
  );
}
