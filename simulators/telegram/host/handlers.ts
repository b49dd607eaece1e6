import type { Host } from './host.ts';

export type Payload = Record<string, unknown>;
type Handler = (host: Host, data: Payload) => unknown;

/** A method of the app, since which version of Telegram's apps there is one, and what it does. */
export type Handlers = Record<string, readonly [since: string, run: Handler]>;
