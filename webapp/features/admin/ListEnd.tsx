import { useEffect, useRef } from 'react';
import { QueryError } from '../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => unknown;
}

/** After a list: loads the next page two screens before the end is reached. */
export function ListEnd({ pages }: { pages: Pages }) {
  const mark = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = pages;
  const wanted = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  const latest = useRef(pages.fetchNextPage);
  latest.current = pages.fetchNextPage;
  useEffect(() => {
    if (!mark.current || !wanted) {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && latest.current(),
      { rootMargin: '200% 0px' },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [wanted]);
  return (
    <>
      {isFetchingNextPage && <RowsSkeleton rows={2} />}
      {isFetchNextPageError && (
        <QueryError error={pages.error} onRetry={() => void pages.fetchNextPage()} />
      )}
      <div ref={mark} />
    </>
  );
}
