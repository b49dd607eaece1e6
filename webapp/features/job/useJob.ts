import { useQuery } from '@tanstack/react-query';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';

/** Live events are faster; this is for when they do not come. */
const POLL_MS = 2500;

export function isOver({ status }: Pick<Generation, 'status'>): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** One generation, kept fresh until it is over. */
export function useJob(id: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.generation.get.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
        staleTime: 0,
      },
    ),
  );
}

/** What people and support call a job: the random end of its id, `4F7-20C`. */
export function jobNumber(id: string): string {
  const end = id.replaceAll('-', '').slice(-6).toUpperCase();
  // A hyphen at which lines do not break.
  return `${end.slice(0, 3)}\u2011${end.slice(3)}`;
}
