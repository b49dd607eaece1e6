/** Hints that a generation has moved on, from whichever process heard it first. */
import { EventEmitter, once } from 'node:events';
import type { AppContext } from '../../../app/context.ts';

const emitters = new WeakMap<AppContext, EventEmitter>();

function emitterOf(app: AppContext): EventEmitter {
  let emitter = emitters.get(app);
  if (!emitter) {
    const created = new EventEmitter().setMaxListeners(0);
    app.notifications.subscribe('generations', { onMessage: (id) => created.emit(id) });
    emitters.set(app, created);
    emitter = created;
  }
  return emitter;
}

/** Resolves at the next hint about this generation. */
export async function onWake(
  app: AppContext,
  generationId: string,
  signal: AbortSignal,
): Promise<void> {
  await once(emitterOf(app), generationId, { signal });
}

/** Tells whichever process works on a generation to look at once. */
export function wake(app: AppContext, generationId: string): void {
  app.notifications.send('generations', generationId);
}
