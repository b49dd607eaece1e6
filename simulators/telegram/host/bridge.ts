import { ACTION_HANDLERS } from './actionHandlers.ts';
import { isAtLeast } from './devices.ts';
import type { Handlers } from './handlers.ts';
import type { Host } from './host.ts';
import { STORAGE_HANDLERS } from './storageHandlers.ts';
import { VIEW_HANDLERS } from './viewHandlers.ts';

const HANDLERS: Handlers = { ...VIEW_HANDLERS, ...ACTION_HANDLERS, ...STORAGE_HANDLERS };

function receive(host: Host, text: unknown): void {
  if (typeof text !== 'string') return;
  const { eventType, eventData } = JSON.parse(text) as { eventType: string; eventData?: unknown };
  host.received(eventType, eventData);
  const handler = HANDLERS[eventType];
  if (!handler) {
    host.note('unknown method', eventType);
    return;
  }
  const [since, run] = handler;
  if (!isAtLeast(host.settings.version, since)) {
    host.note('ignored', `${eventType} needs version ${since}`);
    return;
  }
  const data = typeof eventData === 'string' ? JSON.parse(eventData) : (eventData ?? {});
  Promise.resolve(run(host, data)).catch((error) => host.note('failed', String(error)));
}

/**
 * Takes the place of `https://web.telegram.org`: the app posts its messages to that origin of its parent
 * window, so the parent's own `postMessage` receives them instead of the browser's, which would refuse.
 */
export function installBridge(host: Host): void {
  const accept = (message: unknown) => queueMicrotask(() => receive(host, message));
  Object.defineProperty(window, 'postMessage', { value: accept, configurable: true });
}
