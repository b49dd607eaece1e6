import type { Host } from './host.ts';

export type Payload = Record<string, unknown>;
type Handler = (host: Host, data: Payload) => unknown;

/** By method: the first version of Telegram's apps that has it, and its handler. */
export type Handlers = Record<string, readonly [since: string, run: Handler]>;
