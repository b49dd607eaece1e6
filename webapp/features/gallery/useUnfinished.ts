import { useQuery } from '@tanstack/react-query';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';
import { chosenFilters, type GalleryView } from './chosenFilters.ts';
import { hasWords } from './galleryList.ts';

/** The polling interval while something runs: live events are faster, this is for when they do not come. */
const POLL_MS = 5000;

/** Unfinished works, and failures that have not been seen; newest first. */
export function useUnfinished(view: GalleryView): readonly Generation[] {
  const trpc = useTRPC();
  const running =
    useQuery(
      trpc.generation.active.queryOptions(undefined, {
        refetchInterval: ({ state }) => (state.data?.items.length ? POLL_MS : false),
      }),
    ).data?.items ?? [];
  const runningIds = running.map(({ id }) => id);
  const failed = useQuery(trpc.generation.failed.queryOptions()).data?.items ?? [];
  return [...running, ...failed.filter(({ id }) => !runningIds.includes(id))]
    .filter((job) => belongs(job, view))
    .sort(byNewest);
}

function belongs(job: Generation, view: GalleryView): boolean {
  const { tab, operation, model } = view;
  const kind = job.operation === 'video' ? 'videos' : 'images';
  const { search, from, until } = chosenFilters(view);
  return (
    (tab === 'all' || tab === kind) &&
    (!operation || operation === job.operation) &&
    (!model || model === job.model) &&
    (!search || hasWords(job.prompt, search)) &&
    (!from || job.createdAt >= from) &&
    (!until || job.createdAt < until)
  );
}

function byNewest(a: Generation, b: Generation): number {
  return a.id < b.id ? 1 : -1;
}
