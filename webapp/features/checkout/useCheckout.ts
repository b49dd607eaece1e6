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

/** The longest wait for the new balance before the success is shown. */
const FRESH_NUMBERS_MS = 3000;
/** When the client does not report that its payment sheet was closed, the button is usable again after this. */
const SHEET_TIMEOUT_MS = 12_000;
/** The latest orders of one sheet are watched. */
const MAX_WATCHED = 3;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** @param first the first stage: an order that exists already, or the choice. */
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
  /** The order whose payment sheet was opened, until the client reports its outcome. */
  const opened = useRef<{ payment: Payment; key: string } | null>(null);
  /** Counts opened payment sheets: only the outcome of the latest one is used. */
  const openings = useRef(0);

  const move = (next: Stage) => {
    now.current = next;
    setStage(next);
  };
  const watch = (payment: Payment) =>
    setWatched((before) =>
      [payment, ...before.filter(({ id }) => id !== payment.id)].slice(0, MAX_WATCHED),
    );

  /** Cancels an order, which releases its promo code; a payment that arrives later still counts. */
  const release = ({ id }: Payment, reason: 'by_person' | 'stars_not_taken') => {
    ids.renew();
    opened.current = null;
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
    opened.current = null;
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

  /** Follows the state of the watched orders on the server. */
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
    if (opened.current && opened.current.key !== key) {
      release(opened.current.payment, 'by_person');
    }
    await releasing.current;
    const create = () =>
      client.payments.create.mutate({ ...wanted, requestId: ids.forInput(wanted) });
    let payment = await create();
    if (!isWaiting(payment) && payment.status !== 'succeeded') {
      // The request id belongs to an order that is closed by now.
      ids.renew();
      payment = await create();
    }
    opened.current = { payment, key };
    payForWork(
      payment.id,
      watched.map(({ id }) => id),
    );
    return payment;
  };

  /** Watches the order, and opens its invoice or page to pay. */
  const openToPay = async (payment: Payment, method: MethodName) => {
    watch(payment);
    const url = payment.payUrl;
    if (!isWaiting(payment)) {
      return;
    }
    if (url && payment.provider === 'stars' && canOpenInvoice(url)) {
      openings.current += 1;
      const mine = openings.current;
      const closed = openInvoice(url).then((outcome) =>
        mine === openings.current ? handleOutcome(outcome, payment, method) : undefined,
      );
      await Promise.race([closed, pause(SHEET_TIMEOUT_MS)]);
      return;
    }
    if (url) {
      (payment.provider === 'stars' ? openInTelegram : openOutside)(url);
    }
    move({ name: 'pending', payment, method, handed: false });
  };

  /** The outcome reported by the client decides what is shown until the server answers. */
  const handleOutcome = async (
    outcome: InvoiceOutcome | null,
    payment: Payment,
    method: MethodName,
  ) => {
    if (now.current.name === 'succeeded' || outcome === null) {
      return;
    }
    opened.current = null;
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

  /** Runs one action at a time: a second tap during the first does nothing. */
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
        // The order is closed: the next attempt is a new one.
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
        await openToPay(await place(order), order.method.method);
      }),
    /** Opens the invoice or page of a waiting order again. */
    reopen: (payment: Payment, method: MethodName) => run(() => openToPay(payment, method)),
    /** Cancels a waiting order. */
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
