/**
 * Viewing the app as a person has it: a member of the team gets a token valid for minutes, with which a few
 * queries answer as the person. It changes nothing, shows nothing private (pictures, prompts, trainings), and
 * never opens an account of the team (`docs/decisions/0049-open-as-a-person.md`).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import type { Actor } from './actor.ts';

export const VIEW_AS_HEADER = 'x-view-as';
const LIVES_MS = 5 * 60_000;

/** What may be called as a person: figures, and nothing that they have made or written. */
export const VIEWABLE: ReadonlySet<string> = new Set([
  'me.get',
  'wallet.get',
  'progress.get',
  'referrals.get',
  'webinars.list',
  'plans.list',
  'gallery.counts',
]);

type Signer = Pick<AppContext, 'linkKey' | 'now'>;

interface View {
  staffId: number;
  userId: number;
  /** Milliseconds since 1970. */
  until: number;
}

function sign({ linkKey }: Signer, { staffId, userId, until }: View): string {
  return createHmac('sha256', linkKey)
    .update(`view-as\n${staffId}\n${userId}\n${until}`)
    .digest('base64url');
}

/** The end of a view that is opened now. */
export function viewEnds({ now }: Signer): Date {
  return new Date(now().getTime() + LIVES_MS);
}

/** The token of a view; deterministic. */
export function makeViewToken(app: Signer, view: View): string {
  return `${view.userId}.${view.until}.${sign(app, view)}`;
}

/**
 * Whose account a token opens for this member of the team; null when it is forged, issued to someone else or
 * expired.
 */
function openToken(app: Signer, staffId: number, token: string): number | null {
  const [userId = '', until = '', signature = ''] = token.split('.');
  const right = Buffer.from(sign(app, { staffId, userId: Number(userId), until: Number(until) }));
  const given = Buffer.from(signature);
  const isGenuine = right.length === given.length && timingSafeEqual(right, given);
  return isGenuine && Number(until) > app.now().getTime() ? Number(userId) : null;
}

/**
 * The person whom a member of the team views.
 * @throws DomainError FORBIDDEN: not of the team, no such view, or an account that may not be viewed.
 */
export async function viewedActor(
  app: AppContext,
  staff: Actor,
  token: string,
  call: { path: string; type: string },
): Promise<Actor> {
  const isOpen = staff.role !== 'user' && call.type === 'query' && VIEWABLE.has(call.path);
  const userId = isOpen ? openToken(app, staff.userId, token) : null;
  const person = userId === null ? null : await app.actors.findViewed(userId);
  if (person?.role !== 'user') {
    throw new DomainError('FORBIDDEN', {}, { cause: `user ${staff.userId} looks at another` });
  }
  return { ...person, botName: staff.botName };
}
