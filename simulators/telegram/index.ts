/**
 * Telegram, simulated: the outside world for development, preview and tests. Never part of production.
 *
 * One server on one port:
 * - `/bot<token>/<method>`: the Bot API (`botApi/`), which the real grammY code talks to. Updates go to
 *   the webhook with the secret header, or wait for getUpdates (`delivery.ts`).
 * - `/__telegram/`: the host page (`host/`), which frames the app as Telegram Web does. The page has the
 *   app's own origin and receives what the app posts to https://web.telegram.org, so the app runs unchanged.
 * - `/sim/<action>`: the actions of the host page (`control.ts`).
 * - everything else: the app itself, passed through from `appUrl`, event streams and hot reload included.
 *
 * Tests drive it with plain methods: `say`, `pay`, `renewSubscription`, `queue(bot).hold()`,
 * `api.fail(…)`, `initData(…)`. The host page's address takes the same choices as its controls:
 * `/__telegram/?person=anna&theme=ios-day&lang=en&platform=ios&size=390x844&startapp=r_abc&embed=1`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { BotApi } from './botApi/handler.ts';
import { Chats } from './chats.ts';
import { serveControl } from './control.ts';
import type { UpdateQueue } from './delivery.ts';
import { serveHostFile } from './hostFiles.ts';
import { sendText } from './http.ts';
import { createInitData, type LaunchOptions } from './launch.ts';
import type { Person } from './people.ts';
import { proxyRequest, proxyUpgrade } from './proxy.ts';
import { Stars } from './stars.ts';
import { type BotOptions, TelegramWorld } from './world.ts';

export { tooManyRequests } from './botApi/handler.ts';
export { BotApiError } from './errors.ts';
export { ANNA, IRINA, type Person } from './people.ts';
export type { BotOptions } from './world.ts';

export interface TelegramSimulatorOptions {
  /** 0 or absent: any free port. */
  port?: number;
  bots: readonly BotOptions[];
  /** Where the app is served; can be set later by `setAppUrl`. */
  appUrl?: string;
  /** People besides Anna and Ирина. */
  people?: readonly Person[];
  /** File that keeps people, chats and payments between runs. */
  stateFile?: string;
  /** Waits between attempts at a failing webhook, milliseconds. */
  retryDelaysMs?: readonly number[];
  /** How long the bot may take to answer a checkout, milliseconds; Telegram gives 10 s. */
  checkoutTimeoutMs?: number;
  log?: (message: string) => void;
}

export interface TelegramSimulator {
  /** `http://127.0.0.1:<port>`: the app as seen through the simulator. */
  url: string;
  /** Value of TELEGRAM_API_ROOT. */
  apiRoot: string;
  /** The host page. */
  hostUrl: string;
  setAppUrl(appUrl: string): void;
  world: TelegramWorld;
  chats: Chats;
  stars: Stars;
  api: BotApi;
  /** The queue of updates to a bot, and faults of its delivery. */
  queue(bot: string): UpdateQueue;
  /** Genuine init data, for requests signed without a browser. */
  initData(options: LaunchOptions): string;
  close(): Promise<void>;
}

const RETRY_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

/** Starts the simulator on this machine's loopback address. */
export async function startTelegramSimulator(
  options: TelegramSimulatorOptions,
): Promise<TelegramSimulator> {
  let appUrl = options.appUrl ?? '';
  const log = options.log ?? (() => {});
  const world = new TelegramWorld({
    bots: options.bots,
    ...(options.people && { people: options.people }),
    ...(options.stateFile && { stateFile: options.stateFile }),
    delivery: {
      retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
      log,
      onReply: async (bot, method, params) => {
        await api.invoke(bot, method, params).catch((error) => log(`${method}: ${error}`));
      },
    },
  });
  const chats = new Chats(world);
  const stars = new Stars(world, chats, options.checkoutTimeoutMs ?? 10_000);
  const api = new BotApi({ world, chats, stars });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const path = url.pathname;
    if (/^\/bot\d+:[^/]+\/\w+$/.test(path)) return api.serve(request, response, url);
    if (path.startsWith('/sim/')) {
      return serveControl({ world, chats, stars, api }, request, response, path.slice(5));
    }
    if (path.startsWith('/__telegram/')) return serveHostFile(response, path.slice(12));
    if (!appUrl) return sendText(response, 502, 'text/plain', 'The app is not running yet.');
    return proxyRequest(request, response, appUrl);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      log(`${request.url}: ${error}`);
      if (!response.headersSent) sendText(response, 500, 'text/plain', String(error));
    });
  });
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request, socket) => {
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    if (appUrl) proxyUpgrade(request, socket, appUrl);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world.origin = url;

  return {
    url,
    apiRoot: url,
    hostUrl: `${url}/__telegram/`,
    setAppUrl: (address) => {
      appUrl = address;
    },
    world,
    chats,
    stars,
    api,
    queue: (bot) => world.queue(bot),
    initData: (launch) => createInitData(world, launch),
    close: async () => {
      stars.close();
      world.close();
      for (const socket of upgraded) socket.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
