import { useQuery } from '@tanstack/react-query';
import CalendarX from 'lucide-react/icons/calendar-x';
import { useTRPC } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { Empty } from '../../ui/Empty.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { RowsSkeleton, Skeleton } from '../../ui/Skeleton.tsx';
import './events.css';
import { PastDetails } from './PastDetails.tsx';
import { WebinarDetails } from './WebinarDetails.tsx';
import { seatsLeft, type Webinar } from './webinarFacts.ts';

/** Everything needed to decide on a webinar, and the place once the person has one. */
export function RegisterSheet({ id }: { id: string }) {
  const t = useText('events');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.webinars.list.queryOptions());
  const webinar = data?.items.find((one) => one.id === id);
  const past = data?.past.find((one) => one.id === id);
  return (
    <Sheet
      title={past ? past.title : t(`sheet.${titleOf(webinar)}`)}
      mainButton={webinar !== undefined && !webinar.cancelled}
    >
      {past ? (
        <PastDetails webinar={past} />
      ) : webinar ? (
        <WebinarDetails webinar={webinar} />
      ) : data ? (
        <Empty icon={CalendarX} title={t('sheet.gone')} text={t('sheet.goneText')} />
      ) : error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true">
          <Skeleton height={124} radius={16} />
          <Skeleton height={52} gap={14} />
          <div className="webinar-facts">
            <RowsSkeleton rows={2} />
          </div>
        </div>
      )}
    </Sheet>
  );
}

function titleOf(webinar: Webinar | undefined): 'title' | 'mine' | 'waitTitle' {
  if (!webinar || webinar.myState === 'none') {
    return webinar && seatsLeft(webinar) === 0 ? 'waitTitle' : 'title';
  }
  return webinar.myState === 'registered' ? 'mine' : 'waitTitle';
}
