/** Where a start parameter leads: an invite, a promo code, a work, a webinar, a payment. */
import type { LaunchOutput } from '../../../shared/schemas/me.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Tx } from '../../db/database.ts';
import { acceptInvite } from './service.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An unknown parameter leads nowhere and is no error: old links stay usable. */
export async function followStartParam(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  { startParam, isNew }: { startParam: string | null; isNew: boolean },
): Promise<LaunchOutput['start']> {
  const [, prefix, rest = ''] = /^(r|promo|w|e|pay)_(.+)$/.exec(startParam ?? '') ?? [];
  switch (prefix) {
    case 'r':
      return {
        type: 'referral',
        accepted: isNew && (await acceptInvite(app, tx, actor, rest)),
      };
    case 'promo':
      return { type: 'promo', code: rest };
    case 'w':
      return UUID.test(rest) ? { type: 'work', mediaId: rest } : null;
    case 'pay':
      return UUID.test(rest) ? { type: 'payment', paymentId: rest } : null;
    case 'e':
      return { type: 'webinar', webinarId: rest };
    default:
      return null;
  }
}
