import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Payment, Purchase } from '../../../shared/schemas/payments.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useMe } from '../../api/useMe.ts';
import { notify } from '../../telegram/haptics.ts';
import { openInvoice } from '../../telegram/invoice.ts';
import { openInTelegram, openOutside } from '../../telegram/links.ts';
import { forgetPromo } from './appliedPromo.ts';
import {
  isWaiting,
  type MethodName,
  offeredMethodOf,
  type PayMethod,
  rememberMethod,
} from './methods.ts';

/** What the person decided to pay for, and how. */
export interface Order {
  item: Purchase;
  method: PayMethod;
  promoCode?: string | undefined;
}

export type FailureReason = 'declined' | 'cancelled' | 'expired';

/**
 * choosing -> (order placed, invoice or page opened) -> pending -> succeeded | failed.
 * Cancelling in Telegram's own sheet leads back to choosing without a word. Only the server's answer
 * leads to `succeeded`; the client's "paid" leads to `pending`.
 */
export type Stage =
  | { name: 'choosing' }
  | { name: 'pending'; payment: Payment; method: MethodName }
  | { name: 'succeeded'; payment: Payment; xp: number }
  | { name: 'failed'; payment: Payment; method: MethodName; reason: FailureReason; at: Date };

export type Checkout = ReturnType<typeof useCheckout>;

/** Why an order that is over was not paid, as far as its state tells. */
function failureOf({ status, provider, cancelReason }: Payment): FailureReason {
  if (status === 'expired') {
    return 'expired';
  }
  return provider === 'stars' || cancelReason === 'by_person' ? 'cancelled' : 'declined';
}

/** The stage that an order from before is at. */
export function stageOf(payment: Payment): Stage {
  const method = offeredMethodOf(payment);
  switch (payment.status) {
    case 'created':
    case 'pending':
      return { name: 'pending', payment, method };
    case 'succeeded':
    case 'refunded':
      return { name: 'succeeded', payment, xp: 0 };
    case 'cancelled':
    case 'expired': {
      const at = new Date(payment.closedAt ?? payment.expiresAt);
      return { name: 'failed', payment, method, reason: failureOf(payment), at };
    }
  }
}

/** Waits for fresh numbers, but not for ever: a success must show even when they are slow. */
const FRESH_NUMBERS_MS = 3000;

/** @param first where it begins: with an order that is there already, or with the choice. */
export function useCheckout(first: Stage = { name: 'choosing' }) {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const trpc = useTRPC();
  const xp = useMe()?.level.xp ?? 0;
  const ids = useRequestId();
  const [stage, setStage] = useState<Stage>(first);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const working = useRef(false);
  const releasing = useRef<Promise<unknown>>(Promise.resolve());
  const xpBefore = useRef(xp);

  /** An order that will not be paid lets its promo code go; money that comes all the same counts. */
  const release = ({ id }: Payment) => {
    ids.renew();
    releasing.current = client.payments.cancel
      .mutate({ id })
      .then(() => cache.invalidateQueries({ queryKey: trpc.payments.list.pathKey() }))
      .catch(() => undefined);
  };

  const succeed = async (payment: Payment) => {
    ids.renew();
    if (payment.promoCode) {
      forgetPromo();
    }
    const numbers = cache.refetchQueries({ queryKey: trpc.me.get.queryKey() });
    await Promise.race([numbers, new Promise((done) => setTimeout(done, FRESH_NUMBERS_MS))]);
    const after = cache.getQueryData(trpc.me.get.queryKey())?.level.xp ?? 0;
    setStage({ name: 'succeeded', payment, xp: Math.max(0, after - xpBefore.current) });
    notify('success');
    for (const key of [trpc.wallet.pathKey(), trpc.plans.pathKey(), trpc.payments.list.pathKey()]) {
      void cache.invalidateQueries({ queryKey: key });
    }
  };

  const fail = (payment: Payment, method: MethodName, reason: FailureReason) => {
    ids.renew();
    const at = new Date(payment.closedAt ?? Date.now());
    setStage({ name: 'failed', payment, method, reason, at });
    notify('error');
  };

  /** Follows what the server says about an order. */
  const follow = async (payment: Payment, method: MethodName) => {
    switch (payment.status) {
      case 'succeeded':
      case 'refunded':
        return await succeed(payment);
      case 'cancelled':
        return fail(payment, method, failureOf(payment));
      case 'expired':
        return fail(payment, method, failureOf(payment));
      case 'created':
      case 'pending':
        setStage({ name: 'pending', payment, method });
    }
  };

  const place = async ({ item, method, promoCode }: Order): Promise<Payment> => {
    const wanted = {
      item,
      provider: method.provider,
      method: method.method,
      ...(promoCode ? { promoCode } : {}),
    };
    const create = () =>
      client.payments.create.mutate({ ...wanted, requestId: ids.forInput(wanted) });
    const payment = await create();
    if (isWaiting(payment) || payment.status === 'succeeded') {
      return payment;
    }
    // The same intent had an order that is over by now.
    ids.renew();
    return await create();
  };

  const handOver = async (payment: Payment, method: MethodName) => {
    const url = payment.payUrl;
    if (!url || !isWaiting(payment)) {
      return await follow(payment, method);
    }
    if (payment.provider === 'yookassa') {
      openOutside(url);
      return setStage({ name: 'pending', payment, method });
    }
    const outcome = await openInvoice(url);
    switch (outcome) {
      case 'cancelled':
        return release(payment);
      case 'failed':
        release(payment);
        return fail(payment, method, 'declined');
      case 'unsupported':
        openInTelegram(url);
        return setStage({ name: 'pending', payment, method });
      case 'paid':
      case 'pending':
        return await follow(await read(payment.id).catch(() => payment), method);
    }
  };

  const read = (id: string) => client.payments.get.query({ id });

  /** One order at a time: a second tap while the first is being sent does nothing. */
  const pay = async (order: Order) => {
    if (working.current) {
      return;
    }
    working.current = true;
    xpBefore.current = xp;
    setBusy(true);
    setError(null);
    rememberMethod(order.method.method);
    try {
      await releasing.current;
      await handOver(await place(order), order.method.method);
    } catch (cause) {
      setError(cause);
      notify('error');
    } finally {
      working.current = false;
      setBusy(false);
    }
  };

  /** Gives a waiting order up. */
  const cancel = async (payment: Payment) => {
    setBusy(true);
    try {
      const closed = await client.payments.cancel.mutate({ id: payment.id });
      ids.renew();
      setStage(closed.status === 'succeeded' ? stage : { name: 'choosing' });
      void cache.invalidateQueries({ queryKey: trpc.payments.list.pathKey() });
    } catch {
      // It has been paid in the meantime: the next look tells.
    } finally {
      setBusy(false);
    }
  };

  return {
    stage,
    busy,
    /** Why the order could not be placed; the person may press again. */
    error,
    pay,
    cancel,
    /** News of the waiting order. */
    settle: follow,
    reopen: (payment: Payment) => {
      if (payment.payUrl) {
        openOutside(payment.payUrl);
      }
    },
  };
}
