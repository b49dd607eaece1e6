import CalendarDays from 'lucide-react/icons/calendar-days';
import CirclePlay from 'lucide-react/icons/circle-play';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { openOutside } from '../../telegram/links.ts';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';
import type { Webinar } from './webinarFacts.ts';

/** The content of a past webinar's sheet: where the message about its recording leads. */
export function PastDetails({ webinar }: { webinar: Webinar }) {
  const t = useText('events');
  const f = useFormat();
  const { startsAt, recordingLink, cancelled } = webinar;
  return (
    <>
      <Rows className="webinar-facts">
        <Row start={<Tile icon={CalendarDays} />} title={f.moscowDate(startsAt)} />
        {recordingLink && (
          <Row
            start={<Tile icon={CirclePlay} kind="act" />}
            title={t('past.open')}
            end="outside"
            onClick={() => openOutside(recordingLink)}
          />
        )}
      </Rows>
      {!recordingLink && <p className="foot">{t(cancelled ? 'calledOffNote' : 'past.later')}</p>}
    </>
  );
}
