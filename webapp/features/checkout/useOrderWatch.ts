import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useReturn } from '../../telegram/activity.ts';
import { isPaid } from './stages.ts';

const OFTEN_MS = 2000;
const SELDOM_MS = 10_000;
/** How long to poll often: after this the person is hardly watching the sheet. */
const PATIENCE_MS = 60_000;

/**
 * Watches orders until their money has arrived, whatever the client reports: a live event refetches at
 * once, polling covers lost events, and every ten seconds and on return to the app the server asks the
 * provider.
 * @param onNews is called with every new status of an order.
 * @returns a function that asks the provider now; a failed call changes nothing.
 */
export function useOrderWatch(
  orders: readonly Payment[],
  onNews: (payment: Payment) => void,
): () => Promise<void> {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const started = useRef(Date.now());
  const told = useRef(new Map<string, Payment['status']>());
  const latest = useRef(onNews);
  latest.current = onNews;

  const seen = useQueries({
    queries: orders.map((payment) => ({
      ...trpc.payments.get.queryOptions({ id: payment.id }),
      initialData: payment,
      staleTime: 0,
      refetchInterval: (query: { state: { data: Payment | undefined } }) => {
        if (query.state.data && isPaid(query.state.data)) {
          return false;
        }
        return Date.now() - started.current < PATIENCE_MS ? OFTEN_MS : SELDOM_MS;
      },
    })),
  }).map(({ data }) => data);

  const check = async () => {
    await Promise.all(
      seen
        .filter((payment) => !isPaid(payment))
        .map(async ({ id }) => {
          const answer = await client.payments.get.query({ id, check: true }).catch(() => null);
          if (answer) {
            cache.setQueryData(trpc.payments.get.queryKey({ id }), answer);
          }
        }),
    );
  };
  const ask = useRef(check);
  ask.current = check;
  useReturn(() => void ask.current());
  const isWatching = orders.length > 0;
  useEffect(() => {
    if (!isWatching) {
      return;
    }
    started.current = Date.now();
    const timer = setInterval(() => void ask.current(), SELDOM_MS);
    return () => clearInterval(timer);
  }, [isWatching]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each status is reported once
  useEffect(() => {
    for (const payment of seen) {
      if (told.current.get(payment.id) !== payment.status) {
        told.current.set(payment.id, payment.status);
        latest.current(payment);
      }
    }
  }, [seen.map(({ id, status }) => `${id} ${status}`).join()]);
  return check;
}
