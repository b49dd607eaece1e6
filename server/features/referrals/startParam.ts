/** Where a start parameter leads: an invite, a promo code, a work, a webinar, a payment. */
import type { LaunchOutput } from '../../../shared/schemas/me.ts';
import { readStartParam } from '../../../shared/startParams.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Tx } from '../../db/database.ts';
import { acceptInvite } from './invites.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Start = LaunchOutput['start'];

/** The code of the inviter in a start parameter; null when it is none. */
export function inviteOf(startParam: string | null | undefined): string | null {
  const read = readStartParam(startParam);
  return read?.kind === 'referral' ? read.value : null;
}

/** An unknown parameter is ignored and is no error: old links stay usable. */
function destinationOf(startParam: string | null): Start {
  const read = readStartParam(startParam);
  switch (read?.kind) {
    case 'promo':
      return { type: 'promo', code: read.value };
    case 'work':
      return UUID.test(read.value) ? { type: 'work', mediaId: read.value } : null;
    case 'payment':
      return UUID.test(read.value) ? { type: 'payment', paymentId: read.value } : null;
    case 'webinar':
      return { type: 'webinar', webinarId: read.value };
    // The inviter is determined independently, whatever else the launch points at.
    case 'referral':
    case undefined:
      return null;
  }
}

/**
 * Follows the start parameters of a launch: who invited the newcomer, and which screen to open. The two may
 * come from different sources, the invite from /start to the bot and the destination from the link of the
 * app.
 * @param startParams the signed one of this launch first.
 * @param invites codes in the order in which they were seen; the first valid one counts.
 */
export async function followStartParam(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  { startParams, invites }: { startParams: (string | null)[]; invites: (string | null)[] },
): Promise<Start> {
  let accepted = false;
  for (const code of invites) {
    accepted ||= code !== null && (await acceptInvite(app, tx, actor, code));
  }
  const [destination] = startParams.map(destinationOf).filter((start) => start !== null);
  const isInvite = startParams.some((startParam) => inviteOf(startParam) !== null);
  return destination ?? (isInvite ? { type: 'referral', accepted } : null);
}
