/**
 * The common part of the payment and AI simulators: an HTTP server on the loopback interface, a record of
 * requests, and faults that a test injects into the next calls.
 *
 * A handler returns its answer instead of writing it, so that a fault can occur before the work, after it,
 * or while the answer is sent.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Express, type Request, type Response } from 'express';

export interface Answer {
  /** 200 when absent. */
  status?: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a string or a buffer as it is. */
  body?: unknown;
}

/** A fault of one call. `done`: the work is done although the caller gets no normal answer. */
export type Fault =
  | { kind: 'slow'; ms: number }
  | { kind: 'answer'; answer: Answer; done: boolean }
  | { kind: 'disconnect'; done: boolean };

export interface RecordedRequest {
  operation: string;
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  at: Date;
}

export type SimulatorHandler = (request: Request, body: unknown) => Answer | Promise<Answer>;

export interface FaultInjection<Operation extends string> {
  /** Injects the fault into the next `times` calls of the operation, after faults that are waiting. */
  add(operation: Operation, fault: Fault, times?: number): void;
  clear(): void;
}

export interface SimulatorServer<Operation extends string> {
  readonly url: string;
  readonly app: Express;
  readonly faults: FaultInjection<Operation>;
  readonly requests: RecordedRequest[];
  route(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string | RegExp,
    operation: Operation,
    handler: SimulatorHandler,
  ): void;
  close(): Promise<void>;
}

export interface SimulatorServerOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  log?: (line: string) => void;
}

/** Faults that occur in every service of this kind. */
export const commonFaults = {
  html: (status = 200): Fault => ({
    kind: 'answer',
    done: false,
    answer: {
      status,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>',
    },
  }),
  status: (status: number, body: unknown = {}, headers: Record<string, string> = {}): Fault => ({
    kind: 'answer',
    done: false,
    answer: { status, headers, body },
  }),
  /** Answers with the status although the work is done. */
  statusAfterWork: (status: number, body: unknown = {}): Fault => ({
    kind: 'answer',
    done: true,
    answer: { status, body },
  }),
  hang: (ms = 30_000): Fault => ({ kind: 'slow', ms }),
} as const;

/** Starts the server on 127.0.0.1, with the routes `/sim/faults` and `/sim/requests`. */
export async function startSimulatorServer<Operation extends string>(
  options: SimulatorServerOptions,
): Promise<SimulatorServer<Operation>> {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.raw({ type: () => true, limit: '120mb' }));
  const requests: RecordedRequest[] = [];
  const orders = new Map<string, Fault[]>();
  const closing = new AbortController();

  const faults: FaultInjection<Operation> = {
    add(operation, fault, times = 1) {
      const queue = orders.get(operation) ?? [];
      orders.set(operation, [...queue, ...Array.from({ length: times }, () => fault)]);
    },
    clear: () => orders.clear(),
  };

  async function answerOf(
    request: Request,
    operation: Operation,
    handler: SimulatorHandler,
  ): Promise<Answer | 'disconnect'> {
    const parsed = readBody(request);
    requests.push({
      operation,
      method: request.method,
      path: request.originalUrl,
      headers: request.headers,
      body: parsed,
      at: new Date(),
    });
    const fault = orders.get(operation)?.shift();
    if (fault?.kind === 'slow') {
      await sleep(fault.ms, undefined, { signal: closing.signal }).catch(() => undefined);
      return handler(request, parsed);
    }
    if (fault === undefined) {
      return handler(request, parsed);
    }
    if (fault.done) {
      await handler(request, parsed);
    }
    return fault.kind === 'disconnect' ? 'disconnect' : fault.answer;
  }

  const route: SimulatorServer<Operation>['route'] = (method, path, operation, handler) => {
    app[method](path, async (request: Request, response: Response) => {
      const answer = await answerOf(request, operation, handler);
      if (answer === 'disconnect') {
        request.socket.destroy();
        return;
      }
      options.log?.(`${request.method} ${request.originalUrl} -> ${answer.status ?? 200}`);
      write(response, answer);
    });
  };

  app.get('/sim/requests', (_request, response) => void response.json(requests));
  app.post('/sim/faults', (request, response) => {
    const order = readBody(request) as { operation: Operation; fault: Fault; times?: number };
    faults.add(order.operation, order.fault, order.times);
    response.json({ ok: true });
  });
  app.delete('/sim/faults', (_request, response) => {
    faults.clear();
    response.json({ ok: true });
  });

  const server = createServer(app);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    app,
    faults,
    requests,
    route,
    async close() {
      closing.abort();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The JSON of the request's body, its text when it isn't JSON, or undefined when it is empty. */
function readBody(request: Request): unknown {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) {
    return undefined;
  }
  const text = request.body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function write(response: Response, answer: Answer): void {
  response.status(answer.status ?? 200).set(answer.headers ?? {});
  if (answer.body === undefined) {
    response.end();
  } else if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) {
    response.send(answer.body);
  } else {
    response.json(answer.body);
  }
}
