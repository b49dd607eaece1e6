/** Rewards for coming daily and for joining the channel. */
import type { z } from 'zod';
import type {
  claimDailyInput,
  claimDailyOutput,
  earnOutput,
  joinChannelOutput,
} from '../../../shared/schemas/earn.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { findPerson } from '../users/lookup.ts';
import { channelOf, hasJoined, joinChannel } from './channel.ts';
import * as daily from './daily.ts';

type Earn = z.infer<typeof earnOutput>;

/** A person's state of the daily reward and the channel. */
export async function readEarn(app: AppContext, { userId }: Actor): Promise<Earn> {
  const [person, channel, joined, { rewards }] = await Promise.all([
    findPerson(app.db, userId),
    channelOf(app),
    hasJoined(app, userId),
    app.catalog.read(),
  ]);
  if (!person) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  return {
    daily: await daily.readDaily(app, userId, person),
    channel: channel && {
      name: channel.id.startsWith('@') ? channel.id : null,
      link: channel.link,
      joined,
      freeOperations: rewards.channel_free_operations,
      freeTrainings: rewards.channel_free_trainings,
    },
  };
}

/** @throws DomainError IDEMPOTENCY_CONFLICT */
export async function claimDaily(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof claimDailyInput>,
): Promise<z.infer<typeof claimDailyOutput>> {
  const rewarded = await daily.claimDaily(app, actor, input);
  return { rewarded, ...(await readEarn(app, actor)) };
}

/** @throws DomainError NOT_FOUND (there is no channel), CHANNEL_UNAVAILABLE */
export async function claimChannel(
  app: AppContext,
  actor: Actor,
): Promise<z.infer<typeof joinChannelOutput>> {
  const outcome = await joinChannel(app, actor);
  return { outcome, ...(await readEarn(app, actor)) };
}
