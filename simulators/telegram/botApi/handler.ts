import type { IncomingMessage, ServerResponse } from 'node:http';
import { BotApiError } from '../errors.ts';
import { readBody } from '../http.ts';
import { accountMethods } from './accountMethods.ts';
import type { Call, Method, Params } from './call.ts';
import { mediaMethods } from './mediaMethods.ts';
import { messageMethods } from './messageMethods.ts';
import { starMethods } from './starMethods.ts';
import { updateMethods } from './updateMethods.ts';

/** Telegram compares method names without regard to case. */
const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...accountMethods,
    ...updateMethods,
    ...messageMethods,
    ...mediaMethods,
    ...starMethods,
  }),
);

/** An error that is answered instead of executing a call. */
export interface ApiFault {
  /** Only calls of this method; every method when absent. */
  method?: string;
  /** Only calls about this person (`chat_id` or `user_id`). */
  userId?: number;
  error: BotApiError;
  /** How many calls fail; default 1. */
  times?: number;
}

/** A recorded call of the Bot API, for tests. */
export interface ApiCall {
  bot: string;
  method: string;
  params: Params;
  /** Why the call was refused. */
  error?: string;
}

/** The Bot API: finds the bot and the method, applies faults, answers in Telegram's shape. */
export class BotApi {
  readonly calls: ApiCall[] = [];
  readonly #world: Omit<Call, 'bot'>;
  #faults: (ApiFault & { left: number })[] = [];

  constructor(world: Omit<Call, 'bot'>) {
    this.#world = world;
  }

  fail(fault: ApiFault): void {
    this.#faults.push({ ...fault, left: fault.times ?? 1 });
  }

  clearFaults(): void {
    this.#faults = [];
  }

  /** Executes one call. @throws BotApiError with Telegram's own refusal. */
  async invoke(bot: string, name: string, params: Params): Promise<unknown> {
    const call: ApiCall = { bot, method: name, params };
    this.calls.push(call);
    try {
      const method = METHODS.get(name.toLowerCase());
      if (!method) throw new BotApiError(404, 'Not Found: method not found');
      this.#applyFaults(name, params);
      return await method({ ...this.#world, bot }, params);
    } catch (error) {
      call.error = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  /** Answers `/bot<token>/<method>`. */
  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, token = '', name = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
    const bot = [...this.#world.world.bots.values()].find((b) => b.token === token);
    try {
      if (!bot) throw new BotApiError(401, 'Unauthorized');
      const params = await readParams(request, url);
      const result = await this.invoke(bot.name, name, params);
      send(response, 200, { ok: true, result });
    } catch (error) {
      const known =
        error instanceof BotApiError ? error : new BotApiError(500, `Internal: ${String(error)}`);
      const { code, message, parameters } = known;
      send(response, code, {
        ok: false,
        error_code: code,
        description: message,
        ...(parameters && { parameters }),
      });
    }
  }

  #applyFaults(name: string, params: Params): void {
    const about = Number(params.chat_id ?? params.user_id);
    const fault = this.#faults.find(
      (f) =>
        (!f.method || f.method.toLowerCase() === name.toLowerCase()) &&
        (f.userId === undefined || f.userId === about),
    );
    if (!fault) return;
    fault.left -= 1;
    this.#faults = this.#faults.filter((f) => f.left > 0);
    throw fault.error;
  }
}

/** The error of too many calls. `retryAfter` in seconds. */
export function tooManyRequests(retryAfter: number): BotApiError {
  return new BotApiError(429, `Too Many Requests: retry after ${retryAfter}`, {
    retry_after: retryAfter,
  });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Parameters of the query string, a form, an upload or a JSON body, merged. */
async function readParams(request: IncomingMessage, url: URL): Promise<Params> {
  const params: Params = Object.fromEntries(url.searchParams);
  const type = request.headers['content-type'] ?? '';
  const body = await readBody(request);
  if (body.length === 0) return params;
  if (type.includes('json')) return { ...params, ...JSON.parse(body.toString('utf8')) };
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': type },
  }).formData();
  for (const [key, value] of form) params[key] = value;
  for (const [key, value] of Object.entries(params)) {
    const attached = typeof value === 'string' && /^attach:\/\/(.+)$/.exec(value)?.[1];
    if (attached) params[key] = form.get(attached);
  }
  return params;
}
