import { keep, readKept } from '../../telegram/deviceStorage.ts';

/**
 * A work that waits for the coins of a payment. People leave for the page of their bank, and phones close
 * the app meanwhile: it is kept on the device, with the payments that may bring its coins.
 */
export interface WaitingWork {
  /** What is sent once the coins are there, as the Studio wrote it. */
  work: unknown;
  /** The latest payments for it, newest first. */
  paymentIds: readonly string[];
  /** When the latest of them was begun, milliseconds since 1970. */
  since: number;
}

const NAME = 'waitingWork';
/** Who comes back later than this decides anew, milliseconds. */
const MAX_WAIT_MS = 60 * 60_000;
const MAX_PAYMENTS = 3;

/** The work that asks for coins now; nothing of it is kept before a payment has been begun. */
let asking: unknown = null;

/** Coins are asked for: payments begun from now on are for this work, and no more for another one. */
export function askCoinsFor(work: unknown): void {
  forgetWaitingWork();
  asking = work;
}

/**
 * A payment has been begun. It is for the work that asks for coins, or for the one that earlier payments of
 * the same sheet were for.
 */
export function payForWork(paymentId: string, earlier: readonly string[]): void {
  const waiting = waitingWork();
  const before = waiting?.paymentIds ?? [];
  const work = asking ?? (before.some((id) => earlier.includes(id)) ? waiting?.work : null);
  if (work) {
    const paymentIds = [paymentId, ...before.filter((id) => id !== paymentId)];
    const kept = { work, paymentIds: paymentIds.slice(0, MAX_PAYMENTS), since: Date.now() };
    keep(NAME, kept satisfies WaitingWork);
  }
}

/** The person gave a payment up: money that comes all the same starts nothing. */
export function stopPayingForWork(paymentId: string): void {
  const waiting = waitingWork();
  if (waiting?.paymentIds.includes(paymentId)) {
    const paymentIds = waiting.paymentIds.filter((id) => id !== paymentId);
    keep(NAME, paymentIds.length > 0 ? { ...waiting, paymentIds } : null);
  }
}

/** The person wants it no more, or it has been sent. */
export function forgetWaitingWork(): void {
  asking = null;
  keep(NAME, null);
}

/** What waits on this device, if it does not wait for too long already. */
export function waitingWork(): WaitingWork | null {
  const kept = readKept(NAME);
  if (!isWaitingWork(kept)) {
    return null;
  }
  const age = Date.now() - kept.since;
  return age >= 0 && age < MAX_WAIT_MS ? kept : null;
}

function isWaitingWork(value: unknown): value is WaitingWork {
  return (
    typeof value === 'object' &&
    value !== null &&
    'work' in value &&
    'paymentIds' in value &&
    Array.isArray(value.paymentIds) &&
    value.paymentIds.every((id) => typeof id === 'string') &&
    'since' in value &&
    typeof value.since === 'number'
  );
}
