import { useQuery } from '@tanstack/react-query';
import CircleCheck from 'lucide-react/icons/circle-check';
import CirclePlay from 'lucide-react/icons/circle-play';
import Presentation from 'lucide-react/icons/presentation';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { openOutside } from '../../telegram/links.ts';
import { Section } from '../../ui/Card.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';
import type { Webinar } from './webinarFacts.ts';

/** Past webinars at which the person had a place, with their recordings. */
export function PastWebinars() {
  const t = useText('events');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.webinars.list.queryOptions());
  const past = data?.past ?? [];
  return past.length > 0 ? (
    <Section title={t('past.title')}>
      <Rows label={t('past.title')}>
        {past.map((webinar) => (
          <Past key={webinar.id} webinar={webinar} />
        ))}
      </Rows>
    </Section>
  ) : null;
}

function Past({ webinar }: { webinar: Webinar }) {
  const t = useText('events');
  const f = useFormat();
  const { title, startsAt, recordingLink, cancelled, attended } = webinar;
  const state = cancelled
    ? t('past.cancelled')
    : recordingLink
      ? t('past.watch')
      : t(attended ? 'past.attended' : 'past.noRecording');
  return (
    <Row
      start={
        <Tile
          icon={recordingLink ? CirclePlay : attended ? CircleCheck : Presentation}
          kind={recordingLink ? 'act' : attended ? 'ok' : 'neutral'}
        />
      }
      title={title}
      note={`${f.date(startsAt)} · ${state}`}
      end="outside"
      onClick={recordingLink ? () => openOutside(recordingLink) : undefined}
    />
  );
}
