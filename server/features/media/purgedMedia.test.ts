/** Links to permanently deleted works, on both kinds of storage and in two processes. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { sweepOrphans } from '../gallery/orphans.ts';
import { createFakeProvider, samplePicture } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { createStorage } from './createStorage.ts';
import type { Storage } from './storage.ts';
import { type Bucket, startBucket } from './testing/bucket.ts';

let folder = '';
let bucket: Bucket;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-coins-purged-'));
  bucket = await startBucket();
});
afterAll(async () => {
  bucket.stop();
  await rm(folder, { recursive: true });
});

/** Opened at the first use, since the storages above are created after the context. */
function later(open: () => Storage): Storage {
  let opened: Storage | undefined;
  const storage = () => {
    opened ??= open();
    return opened;
  };
  return {
    put: (...args) => storage().put(...args),
    stat: (name) => storage().stat(name),
    open: (...args) => storage().open(...args),
    read: (name) => storage().read(name),
    delete: (name) => storage().delete(name),
    list: () => storage().list(),
  };
}

const kinds: [string, () => Storage][] = [
  ['disk', () => createStorage({ kind: 'disk', dir: folder })],
  ['s3', () => createStorage(bucket.config)],
];

describe.each(kinds)('on %s', (_kind, open) => {
  const provider = createFakeProvider();
  const overrides = { providers: { fal: provider }, storage: later(open) };
  const test = testApp({ overrides, env: { PORT: '0' } });
  const servers: Awaited<ReturnType<typeof serveHttp>>[] = [];
  let closeOther = async () => {};

  beforeAll(async () => {
    const other = await test.openAnother({ overrides });
    closeOther = () => other.close();
    servers.push(await serveHttp(test.app), await serveHttp(other));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await closeOther();
  });

  /** A work whose bytes are those of every other work of this colour. */
  async function work(colour: string) {
    const colourOf = `#${createHash('sha1').update(colour).digest('hex').slice(0, 6)}`;
    const bytes = await samplePicture(colourOf);
    provider.state = { state: 'succeeded', files: [{ bytes, mime: 'image/png' }] };
    const { call, userId } = await test.person();
    const { id: generationId } = await call.generation.create(pictureOrder());
    await workOn(test.app, userId, generationId);
    const [media] = (await call.generation.get({ id: generationId })).media;
    if (!media) {
      throw new Error('no picture was made');
    }
    const { url, thumbUrl, previewUrl, downloadUrl, id } = media;
    const shared = await call.gallery.share({ id, target: 'story' });
    return { call, userId, id, links: [url, thumbUrl, previewUrl, downloadUrl, shared.url] };
  }

  /** How every link is answered by every process: whole, HEAD, a range, and cached. */
  async function ask(links: readonly string[]): Promise<number[]> {
    const ways: RequestInit[] = [
      {},
      { method: 'HEAD' },
      { headers: { range: 'bytes=0-9' } },
      { headers: { 'if-none-match': '*' } },
    ];
    const asked = servers.flatMap(({ url }) =>
      links.flatMap((link) => ways.map((way) => fetch(new URL(link, url), way))),
    );
    const answers = await Promise.all(asked);
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    return [...new Set(answers.map(({ status }) => status))].sort();
  }

  it('all links of a work stop working as soon as it is permanently deleted', async () => {
    const alice = await work('one');
    expect(await ask(alice.links)).toEqual([200, 206]);
    await alice.call.gallery.trash({ ids: [alice.id] });
    expect(await ask(alice.links)).toEqual([200, 206]);
    expect(await alice.call.gallery.purge({ ids: [alice.id] })).toEqual({ changed: 1 });
    expect(await ask(alice.links)).toEqual([404]);
  });

  it('a person whose work has the same bytes keeps theirs', async () => {
    const [alice, bob] = [await work('two'), await work('two')];
    await alice.call.gallery.trash({ ids: [alice.id] });
    await alice.call.gallery.purge({ ids: [alice.id] });
    await sweepOrphans(test.app, 0);
    expect(await ask(alice.links)).toEqual([404]);
    expect(await ask(bob.links)).toEqual([200, 206]);
  });

  it('all links of a person stop working as soon as their works and uploads are deleted', async () => {
    const alice = await work('three');
    const upload = await alice.call.generation.uploadInput(await formOf('three'));
    expect(await ask([...alice.links, upload.url])).toEqual([200, 206]);
    await test.app.db.transaction(async (tx) => {
      await tx.query(sql('delete from media where user_id = $1'), [alice.userId]);
      await tx.query(sql('delete from uploads where user_id = $1'), [alice.userId]);
    });
    expect(await ask([...alice.links, upload.url])).toEqual([404]);
  });
});

async function formOf(colour: string): Promise<FormData> {
  const form = new FormData();
  const bytes = await samplePicture(
    `#${createHash('sha1').update(colour).digest('hex').slice(6, 12)}`,
  );
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'picture.png');
  return form;
}
