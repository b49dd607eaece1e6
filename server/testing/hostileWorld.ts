/**
 * Every provider at one address, where every call fails. The request is returned in each answer, as a gateway
 * on the way may do that shows what it was asked.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Answer = (res: ServerResponse, echo: string) => void;

const json = (status: number, body: object): Answer => {
  return (res) => {
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
};

/** How a call can fail. `refused`: the connection is refused. */
export const failures = {
  reset: (res) => res.socket?.destroy(),
  cut: (res) => {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
    res.write('{"ok":');
    setTimeout(() => res.socket?.destroy(), 20);
  },
  page: (res, echo) => {
    res
      .writeHead(502, { 'content-type': 'text/html' })
      .end(`<h1>Bad gateway</h1><pre>${echo}</pre>`);
  },
  nonsense: (res, echo) => {
    res.writeHead(200, { 'content-type': 'application/json' }).end(`not JSON: ${echo}`);
  },
  redirect: (res, echo) => {
    const location = `http://127.0.0.1:9/?echo=${encodeURIComponent(echo)}`;
    res.writeHead(302, { location }).end();
  },
  broken: (res, echo) => json(500, complaint(500, echo))(res, echo),
  forbidden: (res, echo) => json(401, complaint(401, echo))(res, echo),
  invalid: (res, echo) => json(400, complaint(400, echo))(res, echo),
  limited: (res, echo) => {
    res.setHeader('retry-after', '1');
    json(429, complaint(429, echo))(res, echo);
  },
} as const satisfies Record<string, Answer>;

export type Failure = keyof typeof failures;

/** An error in the words of every provider at once. */
function complaint(status: number, echo: string) {
  return {
    ok: false,
    error_code: status,
    description: echo,
    parameters: { retry_after: 1 },
    type: 'error',
    code: 'invalid_credentials',
    parameter: 'authorization',
    detail: echo,
    error: { code: status, message: echo, status: 'INVALID_ARGUMENT', details: [] },
  };
}

function echoOf(req: IncomingMessage, body: string): string {
  return `${req.method} http://${req.headers.host}${req.url}\n${JSON.stringify(req.headers)}\n${body}`;
}

/** The server's probe of the storage: without success it accepts no orders, and calls no provider. */
function isStorageProbe({ method, headers }: IncomingMessage): boolean {
  const bytes = Number(headers['x-amz-decoded-content-length'] ?? headers['content-length'] ?? 0);
  return method === 'DELETE' || (method === 'PUT' && bytes >= 256 * 1024);
}

export async function startHostileWorld() {
  const asked: string[] = [];
  let failure: Failure = 'broken';
  const server = createServer(async (req, res) => {
    const body = await text(req).catch(() => '');
    const echo = echoOf(req, body.slice(0, 2000));
    asked.push(echo);
    if (isStorageProbe(req)) {
      res.writeHead(req.method === 'DELETE' ? 204 : 200).end();
    } else {
      failures[failure](res, echo);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    /** Every request, in order. */
    asked,
    failWith(next: Failure) {
      failure = next;
    },
    close,
  };
}

export type HostileWorld = Awaited<ReturnType<typeof startHostileWorld>>;
