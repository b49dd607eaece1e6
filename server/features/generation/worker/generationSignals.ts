/** Hints that the state of a generation has changed, from whichever process learned it first. */
import { EventEmitter, once } from 'node:events';
import type { Notifications } from '../../../db/pubsub.ts';

export class GenerationSignals {
  readonly #notifications: Notifications;
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  constructor(notifications: Notifications) {
    this.#notifications = notifications;
    notifications.subscribe('generations', { onMessage: (id) => this.#emitter.emit(id) });
  }

  /** Resolves at the next hint about this generation. */
  async next(generationId: string, signal: AbortSignal): Promise<void> {
    await once(this.#emitter, generationId, { signal });
  }

  /** Tells the process that works on a generation to read the state at once. */
  send(generationId: string): void {
    this.#notifications.send('generations', generationId);
  }
}
