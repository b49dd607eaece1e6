import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { listWebinars } from './list.ts';
import { unregister } from './places.ts';

/** Gives up the person's places in webinars that have not begun; whoever waits moves up. */
export async function leaveWebinars(app: AppContext, actor: Actor): Promise<void> {
  const { items } = await listWebinars(app, actor);
  const now = app.now().getTime();
  for (const { id, myState, startsAt, cancelled } of items) {
    // Nothing is given up at a webinar that does not take place.
    if (myState !== 'none' && !cancelled && Date.parse(startsAt) > now) {
      await unregister(app, actor, { id, requestId: randomUUID() });
    }
  }
}
