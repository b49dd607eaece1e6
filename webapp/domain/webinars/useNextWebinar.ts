import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';

/** When the next webinar begins; null when none is planned, undefined while that is not known. */
export function useNextWebinar(): string | null | undefined {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.webinars.list.queryOptions());
  const now = Date.now();
  const coming = data?.items
    .filter(({ cancelled }) => !cancelled)
    .map(({ startsAt }) => startsAt)
    .filter((startsAt) => new Date(startsAt).getTime() > now)
    .sort();
  return coming && (coming[0] ?? null);
}
