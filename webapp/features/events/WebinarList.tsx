import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTRPC } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { Section } from '../../ui/Card.tsx';
import { useSearch } from '../../ui/navigation/history.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { NoWebinars } from './NoWebinars.tsx';
import { WebinarCard } from './WebinarCard.tsx';

/** The webinars to come; a link may name one, which opens at once. */
export function WebinarList() {
  const t = useText('events');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.webinars.list.queryOptions());
  useAskedWebinar();
  return (
    <Section title={t('webinars')}>
      {data ? (
        data.items.length > 0 ? (
          <ul className="stack" style={{ gap: 8 }}>
            {data.items.map((webinar) => (
              <WebinarCard key={webinar.id} webinar={webinar} />
            ))}
          </ul>
        ) : (
          <NoWebinars />
        )
      ) : error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="stack" style={{ gap: 8 }} aria-busy="true">
          <Skeleton height={132} radius={16} />
          <Skeleton height={132} radius={16} />
        </div>
      )}
    </Section>
  );
}

function useAskedWebinar(): void {
  const asked = new URLSearchParams(useSearch()).get('webinar');
  const open = useSheet('register');
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (asked && opened.current !== asked) {
      opened.current = asked;
      open({ id: asked });
    }
  }, [asked, open]);
}
