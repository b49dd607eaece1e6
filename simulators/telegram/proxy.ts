import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where Telegram Web lives: the origin an app must allow to frame it. */
const TELEGRAM_ORIGIN = 'https://web.telegram.org';

function forward(request: IncomingMessage, appUrl: string) {
  const target = new URL(request.url ?? '/', appUrl);
  const start = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return start(target, { method: request.method, headers: request.headers });
}

/** Passes a request on to the app and streams its answer back, so that event streams work. */
export async function proxyRequest(
  request: IncomingMessage,
  response: ServerResponse,
  appUrl: string,
): Promise<void> {
  const outgoing = forward(request, appUrl);
  response.on('close', () => outgoing.destroy());
  outgoing.on('response', (incoming) => {
    response.writeHead(
      incoming.statusCode ?? 502,
      incoming.statusMessage,
      framed(incoming.headers),
    );
    response.flushHeaders();
    pipeline(incoming, response).catch(() => response.destroy());
  });
  outgoing.on('error', (error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'content-type': 'text/plain' }).end(`App: ${error.message}`);
  });
  await pipeline(request, outgoing).catch(() => outgoing.destroy());
}

/** Passes a WebSocket through (Vite's hot reload). */
export function proxyUpgrade(request: IncomingMessage, socket: Duplex, appUrl: string): void {
  const outgoing = forward(request, appUrl);
  outgoing.on('upgrade', (incoming, upstream, head) => {
    const lines = [`HTTP/1.1 101 ${incoming.statusMessage}`];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
      lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
    }
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    upstream.unshift(head);
    upstream.pipe(socket).pipe(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
  });
  outgoing.on('response', () => socket.destroy());
  outgoing.on('error', () => socket.destroy());
  socket.on('error', () => outgoing.destroy());
  outgoing.end();
}

/**
 * The host page represents Telegram Web but has the app's own origin. So the framing rules of the app's
 * headers for Telegram's origin are applied to this one, whether they allow framing or forbid it.
 */
function framed(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const result: OutgoingHttpHeaders = { ...headers };
  const policy = headers['content-security-policy'];
  const text = Array.isArray(policy) ? policy.join(', ') : policy;
  const ancestors = text && /frame-ancestors([^;,]*)/.exec(text)?.[1];
  if (text && ancestors !== undefined && ancestors !== '') {
    const allowed = /\*(\s|$)|telegram\.org|https:(\s|$)/.test(ancestors);
    const replaced = allowed ? "frame-ancestors 'self'" : "frame-ancestors 'none'";
    result['content-security-policy'] = text.replace(/frame-ancestors[^;,]*/, replaced);
  } else if (headers['x-frame-options']) {
    result['x-frame-options'] = 'DENY';
  }
  if (headers['access-control-allow-origin'] === TELEGRAM_ORIGIN) {
    result['access-control-allow-origin'] = '*';
  }
  return result;
}
