/** Accepting an invite: at the first launch, or shortly after it. */
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Tx } from '../../db/database.ts';
import { findInviter } from '../users/lookup.ts';
import { Referral } from './models.ts';
import * as statements from './statements.ts';

/**
 * Stores who invited a newcomer. Only for a person who launches the app for the first time. The inviter must
 * have launched it before: so invites never form a circle, however long, not even between launches at the
 * same moment.
 * @param code the inviter's personal code, without the prefix of the link.
 * @returns whether the invite counts: nobody invites themselves, and every person is invited once.
 */
export async function acceptInvite(
  _app: AppContext,
  tx: Tx,
  actor: Actor,
  code: string,
): Promise<boolean> {
  const { userId: refereeUserId, botName } = actor;
  const referrerUserId = await findInviter(tx, refereeUserId, code);
  return (
    referrerUserId !== null &&
    (await tx.of(Referral).createUnlessExists({ refereeUserId, referrerUserId, botName })) !== null
  );
}

/**
 * For how long after the first launch a /start with an invite still counts, by Telegram's time of the
 * message: the bot's page offers START and the app side by side, and updates may come late.
 */
const ATTRIBUTION_WINDOW_S = 60 * 60;

/**
 * Stores who invited a person who has launched the app already, shortly before. Not for a person who has made
 * or paid something, and only by an inviter who had launched the app earlier.
 * @param startedAt when the person sent /start, as Telegram says.
 * @returns whether the invite counts.
 */
export async function acceptLateInvite(
  tx: Tx,
  { userId, botName }: Pick<Actor, 'userId' | 'botName'>,
  { code, startedAt }: { code: string; startedAt: Date },
): Promise<boolean> {
  const values = [userId, code, botName, startedAt, ATTRIBUTION_WINDOW_S];
  return (await tx.query(statements.insertLateReferral, values)).length > 0;
}
