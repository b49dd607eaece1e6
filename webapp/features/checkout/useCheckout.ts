import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { toAppError } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useMe } from '../../api/useMe.ts';
import { isWaiting, type MethodName, rememberMethod } from '../../domain/coins/methods.ts';
import { payForWork, stopPayingForWork } from '../../domain/coins/waitingWork.ts';
import { notify } from '../../telegram/haptics.ts';
import { canOpenInvoice, type InvoiceOutcome, openInvoice } from '../../telegram/invoice.ts';
import { openInTelegram, openOutside } from '../../telegram/links.ts';
import { forgetPromo } from './appliedPromo.ts';
import { type FailureReason, failureOf, isPaid, type Order, type Stage } from './stages.ts';
import { useOrderWatch } from './useOrderWatch.ts';

export type Checkout = ReturnType<typeof useCheckout>;

/** Waits for fresh numbers, but not for ever: a success must show even when they are slow. */
const FRESH_NUMBERS_MS = 3000;
/** A client that does not say how its payment sheet was closed leaves the button usable after this. */
const SHEET_TIMEOUT_MS = 12_000;
/** The latest orders of one sheet are watched. */
const MAX_WATCHED = 3;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** @param first where it begins: with an order that is there already, or with the choice. */
export function useCheckout(first: Stage = { name: 'choosing' }) {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const trpc = useTRPC();
  const xp = useMe()?.level.xp ?? 0;
  const ids = useRequestId();
  const [stage, setStage] = useState<Stage>(first);
  const [watched, setWatched] = useState<readonly Payment[]>(
    first.name === 'choosing' ? [] : [first.payment],
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const now = useRef(stage);
  const working = useRef(false);
  const releasing = useRef<Promise<unknown>>(Promise.resolve());
  const xpBefore = useRef(xp);
  /** The order that the client was asked to have paid, while it has said nothing of it. */
  const unheard = useRef<{ payment: Payment; key: string } | null>(null);
  /** Only the answer to the latest opening of a payment sheet is heeded. */
  const openings = useRef(0);

  const move = (next: Stage) => {
    now.current = next;
    setStage(next);
  };
  const watch = (payment: Payment) =>
    setWatched((before) =>
      [payment, ...before.filter(({ id }) => id !== payment.id)].slice(0, MAX_WATCHED),
    );

  /** An order that will not be paid lets its promo code go; money that comes all the same counts. */
  const release = ({ id }: Payment, reason: 'by_person' | 'stars_not_taken') => {
    ids.renew();
    unheard.current = null;
    if (reason === 'by_person') {
      stopPayingForWork(id);
    }
    releasing.current = client.payments.cancel
      .mutate({ id, reason })
      .then(() => cache.invalidateQueries({ queryKey: trpc.payments.list.pathKey() }))
      .catch(() => undefined);
  };

  const succeed = async (payment: Payment) => {
    ids.renew();
    unheard.current = null;
    if (payment.promoCode) {
      forgetPromo();
    }
    const numbers = cache.refetchQueries({ queryKey: trpc.me.get.queryKey() });
    await Promise.race([numbers, pause(FRESH_NUMBERS_MS)]);
    const after = cache.getQueryData(trpc.me.get.queryKey())?.level.xp ?? 0;
    move({ name: 'succeeded', payment, xp: Math.max(0, after - xpBefore.current) });
    notify('success');
    for (const key of [trpc.wallet.pathKey(), trpc.plans.pathKey(), trpc.payments.list.pathKey()]) {
      void cache.invalidateQueries({ queryKey: key });
    }
  };

  const fail = (payment: Payment, method: MethodName, reason: FailureReason) => {
    ids.renew();
    const at = new Date(payment.closedAt ?? Date.now());
    move({ name: 'failed', payment, method, reason, at });
    notify('error');
  };

  /** What the server says of a watched order. */
  const check = useOrderWatch(watched, (payment) => {
    const at = now.current;
    if (isPaid(payment)) {
      if (at.name !== 'succeeded') {
        void succeed(payment);
      }
    } else if (!isWaiting(payment) && at.name === 'pending' && at.payment.id === payment.id) {
      fail(payment, at.method, failureOf(payment));
    }
  });

  const place = async ({ item, method, promoCode }: Order): Promise<Payment> => {
    const wanted = {
      item,
      provider: method.provider,
      method: method.method,
      ...(promoCode ? { promoCode } : {}),
    };
    const key = JSON.stringify(wanted);
    if (unheard.current && unheard.current.key !== key) {
      release(unheard.current.payment, 'by_person');
    }
    await releasing.current;
    const create = () =>
      client.payments.create.mutate({ ...wanted, requestId: ids.forInput(wanted) });
    let payment = await create();
    if (!isWaiting(payment) && payment.status !== 'succeeded') {
      // The same intent had an order that is over by now.
      ids.renew();
      payment = await create();
    }
    unheard.current = { payment, key };
    payForWork(
      payment.id,
      watched.map(({ id }) => id),
    );
    return payment;
  };

  /** Opens the place to pay, and watches the order from then on. */
  const handOver = async (payment: Payment, method: MethodName) => {
    watch(payment);
    const url = payment.payUrl;
    if (!isWaiting(payment)) {
      return;
    }
    if (url && payment.provider === 'stars' && canOpenInvoice(url)) {
      openings.current += 1;
      const mine = openings.current;
      const closed = openInvoice(url).then((outcome) =>
        mine === openings.current ? heed(outcome, payment, method) : undefined,
      );
      await Promise.race([closed, pause(SHEET_TIMEOUT_MS)]);
      return;
    }
    if (url) {
      (payment.provider === 'stars' ? openInTelegram : openOutside)(url);
    }
    move({ name: 'pending', payment, method, handed: false });
  };

  /** The client's word on its payment sheet decides what is shown until the server speaks. */
  const heed = async (outcome: InvoiceOutcome | null, payment: Payment, method: MethodName) => {
    if (now.current.name === 'succeeded' || outcome === null) {
      return;
    }
    unheard.current = null;
    switch (outcome) {
      case 'cancelled':
        release(payment, 'by_person');
        return move({ name: 'choosing' });
      case 'failed':
        release(payment, 'stars_not_taken');
        return fail(payment, method, 'noStars');
      case 'paid':
      case 'pending':
        move({ name: 'pending', payment, method, handed: true });
        return await check();
    }
  };

  /** One thing at a time: a second tap while the first is being sent does nothing. */
  const run = async (work: () => Promise<void>) => {
    if (working.current) {
      return;
    }
    working.current = true;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (cause) {
      if (toAppError(cause).code === 'PAYMENT_REFUSED') {
        // The order has ended: the next try is another one.
        ids.renew();
      }
      setError(cause);
      notify('error');
    } finally {
      working.current = false;
      setBusy(false);
    }
  };

  return {
    stage,
    busy,
    /** Why the order could not be placed; the person may press again. */
    error,
    pay: (order: Order) =>
      run(async () => {
        xpBefore.current = xp;
        rememberMethod(order.method.method);
        await handOver(await place(order), order.method.method);
      }),
    /** Opens the place to pay of a waiting order again. */
    reopen: (payment: Payment, method: MethodName) => run(() => handOver(payment, method)),
    /** Gives a waiting order up. */
    cancel: (payment: Payment) =>
      run(async () => {
        release(payment, 'by_person');
        await releasing.current;
        if (now.current.name === 'pending') {
          move({ name: 'choosing' });
        }
        // It may have been paid in the meantime.
        await check();
      }),
    /** Asks the provider now. */
    check,
  };
}
