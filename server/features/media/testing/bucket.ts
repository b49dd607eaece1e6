/** Stands in for S3: as much of it as the storage asks for, with every signature checked. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { StorageConfig } from '../../../app/config.ts';
import { faultOf } from './signature.ts';

interface StoredObject {
  body: Buffer;
  type: string;
  at: Date;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

export interface Bucket {
  config: Extract<StorageConfig, { kind: 's3' }>;
  /** By key. */
  objects: Map<string, StoredObject>;
  stop: () => void;
}

/** What S3 gives at once. */
const MAX_ON_PAGE = 1000;

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});
const fault = (status: number, code: string) =>
  xml(status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

function list(objects: Map<string, StoredObject>, after: string): Answer {
  const keys = [...objects.keys()].sort().filter((key) => key > after);
  const page = keys.slice(0, MAX_ON_PAGE);
  const contents = page.map((key) => {
    const { body, at } = objects.get(key) as StoredObject;
    const facts = `<Size>${body.length}</Size><LastModified>${at.toISOString()}</LastModified>`;
    return `<Contents><Key>${key}</Key>${facts}</Contents>`;
  });
  const more = keys.length > page.length;
  // Letters that have to be escaped in an address.
  const token = more ? `<NextContinuationToken>+/${page.at(-1)}=</NextContinuationToken>` : '';
  return xml(
    200,
    `<ListBucketResult><IsTruncated>${more}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`,
  );
}

function get(found: StoredObject | undefined, range: string | undefined): Answer {
  if (!found) {
    return fault(404, 'NoSuchKey');
  }
  const { body, type, at } = found;
  const headers = { 'content-type': type, 'last-modified': at.toUTCString() };
  if (!range) {
    return { status: 200, headers: { ...headers, 'content-length': `${body.length}` }, body };
  }
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  if (Number(start) >= body.length) {
    return fault(416, 'InvalidRange');
  }
  const part = body.subarray(Number(start), Number(end) + 1);
  const place = `bytes ${start}-${Number(start) + part.length - 1}/${body.length}`;
  return {
    status: 206,
    headers: { ...headers, 'content-length': `${part.length}`, 'content-range': place },
    body: part,
  };
}

/** A server with one empty bucket and one account. */
export async function startBucket(): Promise<Bucket> {
  const account = {
    accessKeyId: 'AKIATEST',
    secretAccessKey: 'a/secret+key=',
    region: 'eu-west-2',
  };
  const objects = new Map<string, StoredObject>();

  async function answer(req: IncomingMessage): Promise<Answer> {
    const body = await buffer(req);
    const wrong = faultOf(req, body, account);
    if (wrong) {
      return fault(403, wrong);
    }
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://bucket');
    const [, bucket, ...parts] = decodeURIComponent(pathname).split('/');
    if (bucket !== 'media') {
      return fault(404, 'NoSuchBucket');
    }
    const key = parts.join('/');
    if (searchParams.get('list-type') === '2') {
      return list(objects, (searchParams.get('continuation-token') ?? '').slice(2, -1));
    }
    switch (req.method) {
      case 'PUT':
        objects.set(key, { body, type: req.headers['content-type'] ?? '', at: new Date() });
        return { status: 200 };
      case 'DELETE':
        objects.delete(key);
        return { status: 204 };
      case 'GET':
      case 'HEAD':
        return get(objects.get(key), req.headers.range);
      default:
        return fault(405, 'MethodNotAllowed');
    }
  }

  const server = createServer(async (req, res) => {
    const { status, headers = {}, body } = await answer(req);
    res.writeHead(status, headers).end(req.method === 'HEAD' ? undefined : body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    config: { kind: 's3', bucket: 'media', endpoint, forcePathStyle: true, ...account },
    objects,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
