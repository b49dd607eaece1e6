import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { forgetWaitingWork, waitingWork } from '../../domain/coins/waitingWork.ts';
import { useText } from '../../i18n/useText.ts';
import { useReturn } from '../../telegram/activity.ts';
import { closeSheets } from '../../ui/navigation/history.ts';
import { toast } from '../../ui/toasts.ts';
import { currentStudio, draftKey } from './studio.ts';
import { type KeptWork, useCreate } from './useCreate.ts';

/** The polling interval, in case a live event is lost, ms. */
const ASK_AGAIN_MS = 10_000;

/**
 * Sends an order that was waiting for a payment when the app was closed, once the coins have arrived: with the
 * same request id, so that the work is made only once, and only if the Studio still holds the same draft.
 */
export function ResumedWork() {
  const said = useText('topup')('success.coins');
  const creating = useCreate();
  const [id] = useState(() => keptWork()?.requestId);
  const news = usePaidWork(id);
  const begun = useRef(false);
  const goOn = async () => {
    const work = keptWork(id);
    if (!work || (work.draft !== null && work.draft !== draftKey(currentStudio()))) {
      forgetWaitingWork();
      return;
    }
    await closeSheets();
    toast(said);
    await creating.send({ ...work, balance: 0, isShort: false });
  };
  const latest = useRef(goOn);
  latest.current = goOn;
  useEffect(() => {
    if (news === 'paid' && !begun.current) {
      begun.current = true;
      void latest.current();
    }
  }, [news]);
  const { trouble } = creating;
  useEffect(() => {
    if (trouble !== null) {
      toast(trouble, { kind: 'error' });
    }
  }, [trouble]);
  return null;
}

type News = 'paid' | 'unpaid' | 'over';

/** Polls the payments of this work until one has succeeded or the work does not wait any more. */
function usePaidWork(requestId: string | undefined): News | undefined {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const asked = useQuery({
    // Under the procedure's own key: a live event of a payment refetches at once.
    queryKey: [...trpc.payments.get.pathKey(), 'waitingWork'],
    queryFn: async (): Promise<News> => {
      const ids = keptWork(requestId) ? (waitingWork()?.paymentIds ?? []) : [];
      const payments = await Promise.all(
        ids.map((id) => client.payments.get.query({ id, check: true })),
      );
      const isPaid = payments.some(({ status }) => status === 'succeeded');
      return ids.length === 0 ? 'over' : isPaid ? 'paid' : 'unpaid';
    },
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data === 'paid' || state.data === 'over' ? false : ASK_AGAIN_MS,
  });
  useReturn(() => void asked.refetch());
  return asked.data;
}

/**
 * The stored order; null in an unknown format, as of an earlier version.
 * @param requestId returns only this order: a later one is sent by the sheet that asked for its coins.
 */
function keptWork(requestId?: string): KeptWork | null {
  const work = waitingWork()?.work;
  if (!isRecord(work) || !isRecord(work.order) || typeof work.requestId !== 'string') {
    return null;
  }
  return requestId === undefined || requestId === work.requestId
    ? (work as unknown as KeptWork)
    : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
