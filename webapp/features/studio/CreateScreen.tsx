import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import './create.css';
import { Studio } from './Studio.tsx';
import { StudioSkeleton } from './StudioSkeleton.tsx';

const CATALOG_FRESH_MS = 5000;

/** `/create`: choose an operation and a model, describe the work, see the price, and order. */
export function CreateScreen() {
  const t = useText();
  const trpc = useTRPC();
  // Admins change prices, models, styles and templates: they are asked for again soon.
  const catalog = useQuery(
    trpc.generation.catalog.queryOptions(undefined, { staleTime: CATALOG_FRESH_MS }),
  );
  return (
    <Page className="studio">
      <h1 className="vh">{t('tabs.create')}</h1>
      {catalog.data ? (
        <Studio catalog={catalog.data} />
      ) : catalog.error ? (
        <QueryError page error={catalog.error} onRetry={() => void catalog.refetch()} />
      ) : (
        <StudioSkeleton />
      )}
    </Page>
  );
}
