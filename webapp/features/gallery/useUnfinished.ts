import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';
import { forgetJob, useWatchedJobs, watchJob } from '../../domain/media/watchedJobs.ts';
import type { GalleryView } from './chosenFilters.ts';

/** While something runs: live events are faster, this is for when they do not come. */
const POLL_MS = 5000;

/** What is being made, and what did not work out and has not been looked at; newest first. */
export function useUnfinished(view: GalleryView): readonly Generation[] {
  const trpc = useTRPC();
  const active = useQuery(
    trpc.generation.active.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.items.length ? POLL_MS : false),
    }),
  );
  const running = active.data?.items ?? [];
  const watched = useWatchedJobs();
  const rest = watched.filter((id) => !running.some((job) => job.id === id));
  const ended = useQueries({
    queries: (active.isSuccess ? rest : []).map((id) =>
      trpc.generation.get.queryOptions({ id }, { staleTime: POLL_MS }),
    ),
  }).flatMap(({ data }) => (data ? [data] : []));
  const runningIds = running.map(({ id }) => id).join();
  const goneIds = ended
    .filter(({ status }) => status === 'succeeded' || status === 'cancelled')
    .map(({ id }) => id)
    .join();
  useEffect(() => {
    runningIds.split(',').filter(Boolean).forEach(watchJob);
    goneIds.split(',').filter(Boolean).forEach(forgetJob);
  }, [runningIds, goneIds]);

  const failed = ended.filter(({ status }) => status === 'failed');
  return [...running, ...failed].filter((job) => belongs(job, view)).sort(byNewest);
}

function belongs(job: Generation, { tab, operation, model }: GalleryView): boolean {
  const kind = job.operation === 'video' ? 'videos' : 'images';
  return (
    (tab === 'all' || tab === kind) &&
    (!operation || operation === job.operation) &&
    (!model || model === job.model)
  );
}

function byNewest(a: Generation, b: Generation): number {
  return a.id < b.id ? 1 : -1;
}
