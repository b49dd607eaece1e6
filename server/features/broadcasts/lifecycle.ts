/** The states of a broadcast. Each step takes its locked row. */
import type { BroadcastState, BroadcastStep } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { transactionTime } from '../../db/clock.ts';
import type { Tx } from '../../db/database.ts';
import { NOW } from '../../db/values.ts';
import * as notifications from '../notifications/service.ts';
import { countAudience } from '../users/lookup.ts';
import { Broadcast } from './models.ts';

/** From which states each step is possible. */
const stepsFrom = {
  pause: ['running'],
  resume: ['paused'],
  cancel: ['draft', 'scheduled', 'running', 'paused'],
} as const satisfies Record<BroadcastStep, readonly BroadcastState[]>;

/** @throws DomainError CONFLICT: it is not in one of these states. */
export function assertState(broadcast: Broadcast, states: readonly BroadcastState[]): void {
  if (!states.includes(broadcast.state)) {
    throw new DomainError('CONFLICT');
  }
}

/** Its messages are sent from now on, to those who match now. */
export async function beginSending(tx: Tx, broadcast: Broadcast): Promise<void> {
  const startedAt = await transactionTime(tx);
  const { recipients } = await countAudience(tx, broadcast.audience);
  await tx.of(Broadcast).save(broadcast, { state: 'running', startedAt, recipients });
}

/** @throws DomainError CONFLICT: it has begun already, or has ended. */
export async function schedule(tx: Tx, broadcast: Broadcast, at: Date): Promise<void> {
  assertState(broadcast, ['draft', 'scheduled']);
  await tx.of(Broadcast).save(broadcast, { state: 'scheduled', scheduledAt: at });
}

/** @throws DomainError CONFLICT: it has begun already, or has ended. */
export async function startNow(tx: Tx, broadcast: Broadcast): Promise<void> {
  assertState(broadcast, ['draft', 'scheduled']);
  await beginSending(tx, broadcast);
}

/**
 * Pauses, resumes or cancels.
 * @throws DomainError CONFLICT: not possible in its state.
 */
export async function changeState(
  app: AppContext,
  tx: Tx,
  broadcast: Broadcast,
  step: BroadcastStep,
): Promise<void> {
  assertState(broadcast, stepsFrom[step]);
  switch (step) {
    case 'pause':
      await tx.of(Broadcast).save(broadcast, { state: 'paused' });
      return await notifications.holdMessages(tx, broadcast.id);
    case 'resume':
      await tx.of(Broadcast).save(broadcast, { state: 'running', refusedBot: null });
      return await notifications.releaseMessages(app, tx, broadcast.id);
    case 'cancel':
      await tx.of(Broadcast).save(broadcast, { state: 'cancelled', finishedAt: NOW });
      return await notifications.withdrawMessages(tx, broadcast.id);
  }
}

/**
 * Stops the broadcast when Telegram refuses the token of a bot that still has messages to send: each further
 * message would be refused as well.
 * @returns whether it is stopped.
 */
export async function stopIfRefused(tx: Tx, broadcast: Broadcast): Promise<boolean> {
  for (const botName of await notifications.listSenders(tx, broadcast.id)) {
    if (await notifications.isRefusedBot(tx, botName)) {
      await tx.of(Broadcast).save(broadcast, { state: 'paused', refusedBot: botName });
      await notifications.holdMessages(tx, broadcast.id);
      return true;
    }
  }
  return false;
}

/** Stores the counts of its messages once none is in flight; the messages themselves are purged later. */
export async function finishIfSettled(tx: Tx, broadcast: Broadcast): Promise<void> {
  if (await notifications.hasUnsettled(tx, broadcast.id)) {
    return;
  }
  const outcomes = await notifications.countOutcomes(tx, [broadcast.id]);
  const ended = broadcast.finishedAt ? {} : { state: 'finished' as const, finishedAt: NOW };
  await tx.of(Broadcast).save(broadcast, { ...ended, totals: outcomes.get(broadcast.id) ?? {} });
}
