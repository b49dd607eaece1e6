/** Invites: who brought whom, and what it brings them. */
import type { Actor } from '../auth/actor.ts';
import type { AppContext } from '../context.ts';
import type { Tx } from '../db/database.ts';

/** Remembers who invited a newcomer. @returns whether the invite counts. */
export async function acceptInvite(
  _app: AppContext,
  _tx: Tx,
  _actor: Actor,
  _code: string,
): Promise<boolean> {
  return false;
}

/** A friend's generation has succeeded: the first one counts for the inviter. */
export async function countFriend(
  _app: AppContext,
  _tx: Tx,
  _refereeUserId: number,
): Promise<void> {}
