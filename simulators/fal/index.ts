/**
 * A stand-in for fal (https://queue.fal.run) for development and tests.
 *
 * - Queue: `POST /<model>?fal_webhook=…`, `GET /<app>/requests/<id>/status`,
 *   `GET /<app>/requests/<id>`, `PUT /<app>/requests/<id>/cancel`, with `Authorization: Key …`.
 * - Webhooks signed with Ed25519 (`webhooks.holding = true` delivers on demand, repeated or late);
 *   the public keys are at `/.well-known/jwks.json`.
 * - Files at `/files/…`: pictures drawn from the prompt and the seed, and short clips.
 * - Failures: a job ends by its scenario (`jobs.script`, or `sim:<scenario>` in the prompt, see
 *   scenarios.ts); `outOfMoney` locks the account; `faults` injects 429, 504, HTML, hanging and lost
 *   answers per route.
 * - `jobs.submitsOf(generationId)` shows whether a work was submitted twice.
 *
 * Over HTTP for development: `POST /sim/out-of-money?on=1`, `POST /sim/faults`, `GET /sim/jobs`.
 */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { Deliveries, type Notification } from '../deliveries.ts';
import {
  type Answer,
  type FaultInjection,
  type RecordedRequest,
  type SimulatorServer,
  startSimulatorServer,
} from '../simulatorServer.ts';
import { isKnownEndpoint } from './endpoints.ts';
import { type FalJob, FalJobs } from './jobs.ts';
import { fileOf, requestError, resultOf } from './results.ts';
import { FalSigner } from './signing.ts';

export const falOperations = ['submit', 'status', 'result', 'cancel', 'file', 'jwks'] as const;
export type FalOperation = (typeof falOperations)[number];

export interface FalSimulatorOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  key: string;
  /** How long a job waits and runs, in milliseconds. */
  queueMs?: number;
  runMs?: number;
  /** Pauses before a webhook is repeated, in milliseconds. */
  retryDelaysMs?: readonly number[];
  log?: (line: string) => void;
}

export interface FalSimulator {
  /** What `FAL_API_ROOT` is set to. */
  readonly url: string;
  readonly jwksUrl: string;
  readonly jobs: FalJobs;
  readonly webhooks: Deliveries;
  readonly signer: FalSigner;
  readonly faults: FaultInjection<FalOperation>;
  readonly requests: readonly RecordedRequest[];
  /** Locks the account: submits are refused, running jobs continue. */
  outOfMoney: boolean;
  /** Added to the timestamps of the next webhooks, in milliseconds. */
  webhookClockSkewMs: number;
  close(): Promise<void>;
}

const RETRY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000];
const WEBHOOK_TIMEOUT_MS = 15_000;

export async function startFalSimulator(options: FalSimulatorOptions): Promise<FalSimulator> {
  const server = await startSimulatorServer<FalOperation>(options);
  const signer = new FalSigner();
  const webhooks = new Deliveries({
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    timeoutMs: WEBHOOK_TIMEOUT_MS,
    isTaken: (status) => status >= 200 && status < 300,
    log: options.log,
  });
  const timings = { queueMs: options.queueMs ?? 400, runMs: options.runMs ?? 1_200 };
  const jobs = new FalJobs(timings, (job) => {
    if (job.webhookUrl !== null) {
      void webhooks.post(webhookOf(job, job.webhookUrl));
    }
  });

  function webhookOf(job: FalJob, url: string): Notification {
    const { status = 200, body: payload } = resultOf(job, server.url);
    const body = JSON.stringify({
      request_id: job.requestId,
      gateway_request_id: job.requestId,
      ...(status === 200
        ? { status: 'OK', error: null, payload }
        : { status: 'ERROR', error: `Unexpected status code: ${status}`, payload }),
    });
    const headers = () =>
      signer.headers(body, job.requestId, new Date(Date.now() + simulator.webhookClockSkewMs));
    return { id: randomUUID(), url, body, headers };
  }

  const simulator: FalSimulator = {
    url: server.url,
    jwksUrl: `${server.url}/.well-known/jwks.json`,
    jobs,
    webhooks,
    signer,
    faults: server.faults,
    requests: server.requests,
    outOfMoney: false,
    webhookClockSkewMs: 0,
    async close() {
      jobs.close();
      await webhooks.close();
      await server.close();
    },
  };

  server.app.get('/sim/jobs', (_request, response) => void response.json([...jobs.all.values()]));
  server.app.post('/sim/out-of-money', (request, response) => {
    simulator.outOfMoney = request.query.on === '1';
    response.json({ outOfMoney: simulator.outOfMoney });
  });
  mountQueue(server, simulator, options.key);
  return simulator;
}

function mountQueue(
  server: SimulatorServer<FalOperation>,
  simulator: FalSimulator,
  key: string,
): void {
  const { jobs } = simulator;
  const withJob = (request: Request, work: (job: FalJob) => Answer): Answer => {
    if (!isAuthorised(request, key)) {
      return { status: 401, body: { detail: 'No user found for Key ID and Secret' } };
    }
    const job = jobs.all.get(String(request.params.id));
    return job === undefined
      ? { status: 404, body: { detail: 'Request not found', status: 'NOT_FOUND' } }
      : work(job);
  };

  server.route('get', '/.well-known/jwks.json', 'jwks', () => ({ body: simulator.signer.jwks() }));
  server.route('get', '/files/:name', 'file', (request) => {
    const name = String(request.params.name);
    const job = jobs.all.get(name.split('.', 1)[0] ?? '');
    return job === undefined
      ? { status: 404, body: { detail: 'Not found' } }
      : fileOf(job, name.includes('.black.'));
  });
  server.route('get', '/*app/requests/:id/status', 'status', (request) =>
    withJob(request, (job) => statusOf(job, simulator.url)),
  );
  server.route('get', '/*app/requests/:id', 'result', (request) =>
    withJob(request, (job) =>
      job.stage === 'COMPLETED' || job.stage === 'CANCELLED'
        ? resultOf(job, simulator.url)
        : { status: 400, body: { detail: 'Request is still in progress' } },
    ),
  );
  server.route('put', '/*app/requests/:id/cancel', 'cancel', (request) => withJob(request, cancel));
  server.route('post', '/*model', 'submit', (request, body) => {
    if (!isAuthorised(request, key)) {
      return { status: 401, body: { detail: 'No user found for Key ID and Secret' } };
    }
    if (simulator.outOfMoney) {
      const detail = 'User is locked. Reason: Exhausted balance. Top up your balance.';
      return { status: 403, body: { detail } };
    }
    if (typeof body !== 'object' || body === null) {
      return requestError(400, 'bad_request', 'The body is not JSON');
    }
    const model = request.path.slice(1);
    if (!isKnownEndpoint(model)) {
      return { status: 404, body: { detail: `Application '${model}' not found` } };
    }
    const webhook = request.query.fal_webhook;
    const job = jobs.submit({
      model,
      input: { ...body },
      generationId: request.get('idempotency-key') ?? null,
      webhookUrl: typeof webhook === 'string' ? webhook : null,
    });
    return { body: { ...addressesOf(job, simulator.url), status: 'IN_QUEUE', queue_position: 0 } };
  });
}

function isAuthorised(request: Request, key: string): boolean {
  return request.get('authorization') === `Key ${key}`;
}

function addressesOf(job: FalJob, root: string): Record<string, string> {
  // The routes of a request use the app, without the rest of the model's path.
  const app = job.model.split('/').slice(0, 2).join('/');
  const base = `${root}/${app}/requests/${job.requestId}`;
  return {
    request_id: job.requestId,
    gateway_request_id: job.requestId,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
  };
}

function statusOf(job: FalJob, root: string): Answer {
  const addresses = addressesOf(job, root);
  if (job.scenario === 'unknown_status') {
    return { body: { ...addresses, status: 'ARCHIVED' } };
  }
  switch (job.stage) {
    case 'IN_QUEUE':
      return { status: 202, body: { ...addresses, status: 'IN_QUEUE', queue_position: 0 } };
    case 'IN_PROGRESS':
      return { status: 202, body: { ...addresses, status: 'IN_PROGRESS', logs: null } };
    case 'CANCELLED':
    case 'COMPLETED': {
      const error =
        job.scenario === 'error_status'
          ? { error: 'The runner failed', error_type: 'runner_server_error' }
          : {};
      return { body: { ...addresses, status: 'COMPLETED', logs: null, metrics: {}, ...error } };
    }
    default:
      return job.stage satisfies never;
  }
}

/** A waiting job leaves the queue; a running one is only asked to stop, and continues here. */
function cancel(job: FalJob): Answer {
  switch (job.stage) {
    case 'IN_QUEUE':
      job.stage = 'CANCELLED';
      return { body: { status: 'OK' } };
    case 'IN_PROGRESS':
      return { status: 202, body: { status: 'CANCELLATION_REQUESTED' } };
    case 'COMPLETED':
    case 'CANCELLED':
      return { status: 400, body: { status: 'ALREADY_COMPLETED' } };
    default:
      return job.stage satisfies never;
  }
}
