import type { ReactNode } from 'react';
import { Empty } from '../../ui/Empty.tsx';
import type { IconType } from '../../ui/Icon.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { ListEnd } from './ListEnd.tsx';

export interface ListBodyProps {
  pages: Parameters<typeof ListEnd>[0]['pages'] & {
    isPending: boolean;
    /** Shows the results of the previous query. */
    isPlaceholderData: boolean;
    refetch: () => unknown;
  };
  count: number;
  empty: { icon: IconType; title: string; text: string };
  children: ReactNode;
}

/** A list in each of its states: loading, failed, empty, with rows. */
export function ListBody({ pages, count, empty, children }: ListBodyProps) {
  if (pages.isPending) {
    return <RowsSkeleton rows={8} />;
  }
  if (count === 0) {
    return pages.error ? (
      <QueryError error={pages.error} onRetry={() => void pages.refetch()} />
    ) : (
      <Empty {...empty} />
    );
  }
  return (
    <div className={pages.isPlaceholderData ? 'admin-old' : undefined}>
      {children}
      <ListEnd pages={pages} />
    </div>
  );
}
