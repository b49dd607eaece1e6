/** A client of the REST API that is generated from its own OpenAPI document. */
import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';
import { newKey, storeKey } from './keys.ts';

interface Described {
  operationId: string;
  method: string;
  path: string;
  isWrite: boolean;
}

export interface Asked {
  /** By name, into the path. */
  params?: Record<string, string | number>;
  query?: Record<string, string>;
  body?: unknown;
  idempotencyKey?: string | null;
}

export interface Answered {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect
  body: any;
}

interface Document {
  paths: Record<
    string,
    Record<string, { operationId: string; parameters?: { in: string; name: string }[] }>
  >;
}

export async function makeKey(app: AppContext, botName: string, trusted = false) {
  const key = newKey();
  const facts = await app.db.transaction((tx) =>
    storeKey(tx, key, { botName, trusted, createdBy: 'test' }),
  );
  return { key, ...facts };
}

/** Reads the document of a started server. `called` collects the operations that clients have called with success. */
export async function readDocument(url: string) {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as Document;
  const operations: Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [] }]) => ({
      operationId,
      method: method.toUpperCase(),
      path,
      isWrite: parameters.some(({ name }) => name === 'Idempotency-Key'),
    })),
  );
  const called = new Set<string>();
  const clientFor =
    (key: string | null) =>
    async (operationId: string, asked: Asked = {}): Promise<Answered> => {
      const operation = operations.find((one) => one.operationId === operationId);
      if (!operation) {
        throw new Error(`the document has no operation ${operationId}`);
      }
      const answer = await fetch(addressOf(url, operation, asked), {
        method: operation.method,
        ...requestOf(operation, key, asked),
      });
      if (answer.ok) {
        called.add(operationId);
      }
      return { status: answer.status, headers: answer.headers, body: await answer.json() };
    };
  return { document, operations, called, clientFor };
}

function addressOf(url: string, { path }: Described, { params, query = {} }: Asked): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(params?.[name])),
  );
  return `${url}${filled}?${new URLSearchParams(query)}`;
}

function requestOf({ isWrite }: Described, key: string | null, asked: Asked) {
  const { body, idempotencyKey = randomUUID() } = asked;
  const headers = new Headers();
  if (key !== null) {
    headers.set('authorization', `Bearer ${key}`);
  }
  if (isWrite && idempotencyKey !== null) {
    headers.set('idempotency-key', idempotencyKey);
  }
  if (body === undefined) {
    return { headers };
  }
  headers.set('content-type', 'application/json');
  return { headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
