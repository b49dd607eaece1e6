/** One person's requests, one after the other; later ones use values from earlier answers. */
import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:http';
import { KnownValues } from './known.ts';
import { type Planned, type PlannedCall, planRequests } from './requests.ts';
import { type HttpAnswer, type HttpRequest, NO_ANSWER, send, sendRaw } from './send.ts';
import { type Role, roles, WEBHOOK_SECRET, type World } from './world.ts';

export interface Finding {
  session: number;
  role: Role;
  request: string;
  status: number;
  answer: string;
}

/** The outcomes of all requests so far. */
export interface Tally {
  requests: number;
  byStatus: Map<number, number>;
  /** How often each procedure has succeeded. */
  succeeded: Map<string, number>;
  findings: Finding[];
}

export interface SessionOptions {
  world: World;
  origin: URL;
  agent: Agent;
  seed: number;
  session: number;
  requests: number;
  tally: Tally;
}

const LAUNCH: HttpRequest = {
  method: 'POST',
  path: '/trpc/me.launch',
  headers: { 'content-type': 'application/json' },
  body: '{}',
};
/** What an answer must never contain: positions in our code, or statements of the database. */
const INSIDE = /node_modules|\.ts:\d+:\d+|\bselect .+ from \w+|SQLSTATE|PostgresError/i;

const add = <Key>(counts: Map<Key, number>, key: Key) =>
  counts.set(key, (counts.get(key) ?? 0) + 1);

const json = (value: unknown): string => JSON.stringify(value) ?? '';

function toRequest({ procedure, input }: PlannedCall): HttpRequest {
  const path = `/trpc/${procedure.path}`;
  if (procedure.type === 'query') {
    const query =
      input === undefined ? '' : `?input=${encodeURIComponent(toWellFormed(json(input)))}`;
    return { method: 'GET', path: path + query, headers: {} };
  }
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: json(input),
  };
}

const toWellFormed = (text: string) => text.toWellFormed();

function toBatch(calls: readonly PlannedCall[], separateInputs: boolean): HttpRequest {
  const names = calls.map(({ procedure }) => procedure.path).join(',');
  const inputs = toWellFormed(
    json(Object.fromEntries(calls.map(({ input }, i) => [separateInputs ? i : 0, input]))),
  );
  if (calls[0]?.procedure.type === 'query') {
    const path = `/trpc/${names}?batch=1&input=${encodeURIComponent(inputs)}`;
    return { method: 'GET', path, headers: { 'trpc-accept': 'application/jsonl' } };
  }
  return {
    method: 'POST',
    path: `/trpc/${names}?batch=1`,
    headers: { 'content-type': 'application/json' },
    body: inputs,
  };
}

function toUpload(bytes: Buffer, form: boolean): HttpRequest {
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  return {
    method: 'POST',
    path: '/trpc/generation.uploadInput',
    headers: {
      'content-type': form ? 'multipart/form-data; boundary=x' : 'application/octet-stream',
    },
    body: form ? Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]) : bytes,
  };
}

/** The path of a link of ours without its host, if it is one. */
function pathOf(link: string): string {
  return link.replace(/^https?:\/\/[^/]+/, '').replaceAll(/[^\x21-\x7e]/g, '_');
}

/** The HTTP request for a plan; null where a value that it needs is not known yet. */
function concrete(
  planned: Exclude<Planned, { kind: 'raw' }>,
  known: KnownValues,
): HttpRequest | null {
  const fill = (call: PlannedCall): PlannedCall => ({
    ...call,
    input: known.fill(call.procedure.path, call.input),
  });
  switch (planned.kind) {
    case 'call':
      return toRequest(fill(planned.call));
    case 'batch':
      return toBatch(planned.calls.map(fill), planned.separateInputs);
    case 'framing': {
      const { method, path, headers, body } = toRequest(fill(planned.call));
      return {
        method: planned.method,
        path: path.includes('?') ? path : path + planned.query,
        headers: { ...headers, ...planned.headers },
        ...(method === 'GET' ? {} : { body: planned.change(String(body ?? '')) }),
      };
    }
    case 'endpoint':
      return { ...planned, path: pathOf(planned.path) };
    case 'link': {
      const link = known.links[planned.pick % Math.max(1, known.links.length)];
      return link === undefined
        ? null
        : { method: planned.method, path: pathOf(link) + planned.change, headers: planned.headers };
    }
    case 'upload':
      return toUpload(planned.bytes, planned.form);
    case 'stream':
      return {
        method: 'GET',
        path: '/trpc/live.events',
        headers: { accept: 'text/event-stream', ...planned.headers },
        leaveEarly: true,
      };
    case 'update':
      return {
        method: 'POST',
        path: `/telegram/webhook/${planned.bot}`,
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': WEBHOOK_SECRET,
        },
        body: planned.body,
      };
    case 'notification':
      return {
        method: 'POST',
        path: '/yookassa/webhook',
        headers: { 'content-type': 'application/json' },
        body: planned.body,
      };
  }
}

/** The procedure that a request addresses; null for anything else. */
function procedureOf(planned: Planned): string | null {
  switch (planned.kind) {
    case 'call':
      return planned.call.procedure.path;
    case 'upload':
      return 'generation.uploadInput';
    case 'stream':
      return 'live.events';
    default:
      return null;
  }
}

function learn(known: KnownValues, tally: Tally, planned: Planned, { status, text }: HttpAnswer) {
  const path = procedureOf(planned);
  if (path === null || status !== 200) {
    return;
  }
  add(tally.succeeded, path);
  if (planned.kind !== 'stream') {
    known.learn(path, JSON.parse(text));
  }
}

/** A session's first requests, so that there is data to ask about. */
function opening(): Planned[] {
  const call = (path: string, input: unknown): Planned => ({
    kind: 'call',
    call: {
      procedure: { path, router: path.split('.', 1)[0] ?? '', type: 'mutation', input: null },
      input,
    },
  });
  return [
    call('me.launch', undefined),
    call('generation.create', {
      requestId: randomUUID(),
      operation: 'create',
      model: 'nano-banana',
      prompt: 'a lighthouse at dusk',
    }),
    call('payments.create', {
      requestId: randomUUID(),
      provider: 'stars',
      item: { type: 'pack', code: 'coins-100' },
    }),
  ];
}

/** Whether an answer is forbidden, whatever was asked. */
function isFault(planned: Planned, { status, text }: HttpAnswer): boolean {
  return (
    status >= 500 ||
    text === NO_ANSWER ||
    INSIDE.test(text) ||
    (status === 0 && planned.kind === 'call')
  );
}

/** Runs one session to its end and counts what becomes of it. */
export async function runSession(options: SessionOptions): Promise<void> {
  const { world, origin, agent, seed, session, requests, tally } = options;
  const role = roles[[0, 0, 0, 1, 0, 2, 0, 1, 0, 3][session % 10] ?? 0] ?? 'person';
  const credentials = world.credentialsOf(role, session);
  const known = new KnownValues();
  const ask = async (planned: Planned, wanted: HttpRequest) => {
    const answers =
      planned.kind === 'raw'
        ? await sendRaw(origin, planned.text)
        : [
            await send(origin, agent, {
              ...wanted,
              headers: { ...credentials, ...wanted.headers },
            }),
          ];
    tally.requests += 1;
    for (const answer of answers) {
      add(tally.byStatus, answer.status);
      if (isFault(planned, answer)) {
        tally.findings.push({
          session,
          role,
          request: planned.kind === 'raw' ? planned.text : describe(wanted),
          status: answer.status,
          answer: answer.text.slice(0, 400),
        });
      }
      learn(known, tally, planned, answer);
    }
  };
  for (const planned of [...opening(), ...planRequests(seed + session, requests - 3)]) {
    const wanted = planned.kind === 'raw' ? LAUNCH : concrete(planned, known);
    await ask(planned, wanted ?? LAUNCH);
  }
}

function describe({ method, path, headers, body }: HttpRequest): string {
  const shown = Buffer.isBuffer(body) ? `${body.length} bytes` : (body ?? '');
  return `${method} ${path} ${JSON.stringify(headers)} ${shown}`.slice(0, 1500);
}
