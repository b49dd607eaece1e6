/** Granting a badge to everybody who qualifies: their number is shown first, and a job grants it. */
import type { z } from 'zod';
import type {
  badgeCandidatesOutput,
  grantBadgeToAllInput,
  grantBadgeToAllOutput,
} from '../../../shared/schemas/adminPeople.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { countCandidates, grantBadgeJob } from '../progress/service.ts';
import { runAuditedAction } from './actions.ts';

/** @throws DomainError NOT_FOUND (no such badge, or it is switched off) */
export async function readCandidates(
  app: AppContext,
  badge: string,
): Promise<z.infer<typeof badgeCandidatesOutput>> {
  return { people: await countCandidates(app, app.db, badge) };
}

/** @throws DomainError NOT_FOUND (no such badge, or it is switched off), IDEMPOTENCY_CONFLICT */
export async function grantBadgeToAll(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof grantBadgeToAllInput>,
): Promise<z.infer<typeof grantBadgeToAllOutput>> {
  const { badge } = input;
  const action = { name: 'badge.grant_all', target: `badges:${badge}` } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const people = await countCandidates(app, tx, badge);
    await app.queue.enqueue(tx, grantBadgeJob, { badge, by: actorName(actor) });
    return { before: undefined, after: { title: badge, badge, people } };
  });
  return { people: done.people };
}
