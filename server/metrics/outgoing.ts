/**
 * Times every HTTP request that the process sends, in a span where traces are on, by Node's diagnostics:
 * undici (`fetch`) and `node:http`. The label is the host of a configured URL; all others are "other".
 */
import diagnostics from 'node:diagnostics_channel';
import type { OpenSpan, Tracing } from '../tracing/tracing.ts';
import { classOf, type Metrics, secondsSince } from './metrics.ts';

/** The hosts of all http(s) URLs anywhere in these settings. */
export function hostsOf(settings: unknown): Set<string> {
  if (typeof settings === 'string') {
    const isAddress = /^https?:\/\//.test(settings) && URL.canParse(settings);
    return new Set(isAddress ? [new URL(settings).host] : []);
  }
  if (typeof settings !== 'object' || settings === null) {
    return new Set();
  }
  return new Set(Object.values(settings).flatMap((value) => [...hostsOf(value)]));
}

interface UndiciMessage {
  request: { origin?: string | URL };
  response?: { statusCode: number };
}

interface HttpMessage {
  request: { host?: string; getHeader(name: string): unknown };
  response?: { statusCode?: number };
}

const hostOfUndici = ({ request }: UndiciMessage) =>
  URL.canParse(String(request.origin)) ? new URL(String(request.origin)).host : '';
const hostOfHttp = ({ request }: HttpMessage) => String(request.getHeader('host') ?? request.host);

/** @returns a function that ends it. */
export function timeOutgoingRequests(
  metrics: Metrics,
  hosts: ReadonlySet<string>,
  tracing: Tracing | null = null,
): () => void {
  const started = new WeakMap<object, { at: number; span: OpenSpan | undefined }>();
  const ends: (() => void)[] = [];

  function listen<Message>(channel: string, hear: (message: Message) => void): void {
    const listener = (message: unknown) => hear(message as Message);
    diagnostics.subscribe(channel, listener);
    ends.push(() => void diagnostics.unsubscribe(channel, listener));
  }

  function follow<Message extends { request: object }>(
    [start, answered, failed]: readonly [string, string, string],
    hostOf: (message: Message) => string,
    statusOf: (message: Message) => number,
  ): void {
    const nameOf = (message: Message) => {
      const host = hostOf(message);
      return hosts.has(host) ? host : 'other';
    };
    const end = (message: Message, status: string, code: number | null) => {
      const begun = started.get(message.request);
      if (begun !== undefined) {
        started.delete(message.request);
        metrics.outgoing.observe({ host: nameOf(message), status }, secondsSince(begun.at));
        begun.span?.set(code === null ? {} : { 'http.response.status_code': code });
        begun.span?.end(code === null || code >= 500 ? new Error(status) : undefined);
      }
    };
    listen<Message>(start, (message) => {
      const { method = 'HTTP' } = message.request as { method?: string };
      const open = tracing?.isInside() ? tracing : null;
      const span = open?.start(`${method} ${nameOf(message)}`, 'client', {
        'http.request.method': method,
        'server.address': nameOf(message),
      });
      started.set(message.request, { at: performance.now(), span });
    });
    listen<Message>(answered, (message) => {
      const code = statusOf(message);
      end(message, classOf(code), code);
    });
    listen<Message>(failed, (message) => end(message, 'failed', null));
  }

  follow<UndiciMessage>(
    ['undici:request:create', 'undici:request:headers', 'undici:request:error'],
    hostOfUndici,
    ({ response }) => response?.statusCode ?? 0,
  );
  follow<HttpMessage>(
    ['http.client.request.start', 'http.client.response.finish', 'http.client.request.error'],
    hostOfHttp,
    ({ response }) => response?.statusCode ?? 0,
  );
  return () => {
    for (const end of ends) {
      end();
    }
  };
}
