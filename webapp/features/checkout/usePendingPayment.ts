import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useReturn } from '../../telegram/activity.ts';
import { isWaiting } from './methods.ts';

const OFTEN_MS = 2000;
const SELDOM_MS = 10_000;
/** After this long nobody stares at the sheet any more. */
const PATIENCE_MS = 60_000;

/**
 * Watches a waiting order: a live event makes the query ask again at once, polling stands in for lost
 * events, and every ten seconds and on return to the app the provider itself is asked.
 * @param onSettled is called once, when the order is not waiting any more.
 */
export function usePendingPayment(payment: Payment, onSettled: (payment: Payment) => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [checking, setChecking] = useState(false);
  const started = useRef(Date.now());
  const settled = useRef(false);
  const latest = useRef(onSettled);
  latest.current = onSettled;
  const options = trpc.payments.get.queryOptions({ id: payment.id });
  const { data } = useQuery({
    ...options,
    initialData: payment,
    staleTime: 0,
    refetchInterval: () => (Date.now() - started.current < PATIENCE_MS ? OFTEN_MS : SELDOM_MS),
  });

  /** Asks the provider; an answer that does not come changes nothing. */
  const check = async () => {
    const answer = await client.payments.get
      .query({ id: payment.id, check: true })
      .catch(() => null);
    if (answer) {
      cache.setQueryData(options.queryKey, answer);
    }
  };
  const ask = useRef(check);
  ask.current = check;
  useReturn(() => void ask.current());
  useEffect(() => {
    const timer = setInterval(() => void ask.current(), SELDOM_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (!isWaiting(data) && !settled.current) {
      settled.current = true;
      latest.current(data);
    }
  }, [data]);

  return {
    payment: data,
    checking,
    check: async () => {
      setChecking(true);
      await check();
      setChecking(false);
    },
  };
}
