import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTRPC } from '../../api/client.ts';
import { Page } from '../../components/Page.tsx';
import { QueryError } from '../../components/QueryError.tsx';
import { useText } from '../../strings/useText.ts';
import { lazyPart } from '../lazyPart.ts';
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
