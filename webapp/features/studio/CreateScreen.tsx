import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTRPC } from '../../api/client.ts';
import { lazyPart } from '../../app/lazyPart.ts';
import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import './create.css';
import { StudioSkeleton } from './StudioSkeleton.tsx';

/** Comes with the first visit. */
const Studio = lazyPart(async () => (await import('./Studio.tsx')).Studio);

/** `/create`: pick an operation and a model, describe, see the price, press. */
export function CreateScreen() {
  const t = useText();
  const trpc = useTRPC();
  const catalog = useQuery(trpc.generation.catalog.queryOptions());
  return (
    <Page className="studio">
      <h1 className="vh">{t('tabs.create')}</h1>
      {catalog.data ? (
        <Suspense fallback={<StudioSkeleton />}>
          <Studio catalog={catalog.data} />
        </Suspense>
      ) : catalog.error ? (
        <QueryError page error={catalog.error} onRetry={() => void catalog.refetch()} />
      ) : (
        <StudioSkeleton />
      )}
    </Page>
  );
}
