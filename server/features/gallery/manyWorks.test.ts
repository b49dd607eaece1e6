import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_ARCHIVED_WORKS } from '../../../shared/closedSets.ts';
import { sql } from '../../db/statement.ts';
import { serveHttp } from '../../testing/httpServer.ts';
import { testApp } from '../../testing/testApp.ts';
import { updateRows } from '../generation/testing/orders.ts';
import { contentName } from '../media/fileNames.ts';
import { listPage } from './galleryStatements.ts';

let now = new Date();
const test = testApp({ overrides: { now: () => now }, env: { PORT: '0' } });
let web: Awaited<ReturnType<typeof serveHttp>>;
beforeAll(async () => {
  web = await serveHttp(test.app);
});
afterAll(() => web.stop());

type Person = Awaited<ReturnType<typeof test.person>>;

interface Given {
  prompt: string;
  at?: string;
  file?: string;
  bytes?: number;
}

/**
 * Inserts works into a gallery without generating them, oldest first.
 * @returns their ids.
 */
async function fill({ userId }: Person, works: readonly Given[]): Promise<string[]> {
  const ids = works.map(() => uuidv7());
  await updateRows(
    test.app,
    `with given as (
       select id, prompt, made, file, bytes
       from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::bigint[])
         as t(id, prompt, made, file, bytes)
     ), g as (
       insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
         aspect_ratio, seed, price, paid_with, status, media_count, deadline_at, finished_at)
       select $1::bigint, id, gen_random_uuid(), '\\x00', 'main', 'create', 'nano-banana', prompt,
         '1:1', 1, 150, 'free', 'succeeded', 1, now(), now() from given
     )
     insert into media (user_id, id, generation_id, kind, operation, model, mime, width, height, bytes, file,
       preview_file, thumb_file, thumbhash, created_at)
     select $1::bigint, id, id, 'image', 'create', 'nano-banana', 'image/png', 10, 10, bytes, file, file,
       file, '\\x01', made from given`,
    [
      userId,
      ids,
      works.map(({ prompt }) => prompt),
      works.map(({ at }) => at ?? new Date().toISOString()),
      works.map(({ file }) => file ?? `${'0'.repeat(64)}.png`),
      works.map(({ bytes }) => bytes ?? 100),
    ],
  );
  return ids;
}

const many = (count: number, prompt = 'one of many') =>
  Array.from({ length: count }, () => ({ prompt }));

const noFilters = {
  kind: false,
  operation: false,
  model: false,
  favourite: false,
  trash: false,
  search: false,
  from: false,
  until: false,
};

const all = (upTo: string | null, filters = {}, except: string[] = []) => ({
  filters: { trash: false, ...filters },
  upTo: upTo ?? '',
  except,
});

describe('a search in the gallery', () => {
  it('finds works with all words of it, in any letter case and language, and nobody else’s', async () => {
    const person = await test.person();
    const [fox, dog, tree] = await fill(person, [
      { prompt: 'Рыжая лиса читает КАРТУ' },
      { prompt: 'A dog with 100% of a map' },
      { prompt: 'Зелёная ёлка' },
    ]);
    await fill(await test.person(), [{ prompt: 'лиса и карта' }]);
    const found = async (search: string) =>
      (await person.call.gallery.list({ search })).items.map(({ id }) => id);
    expect(await found('лиса карту')).toEqual([fox]);
    expect(await found('КАРТ')).toEqual([fox]);
    expect(await found('елка')).toEqual([tree]);
    expect(await found('ЁЛКА')).toEqual([tree]);
    expect(await found('map Dog')).toEqual([dog]);
    expect(await found('dog fox')).toEqual([]);
    expect(await found('100%')).toEqual([dog]);
    expect(await found('%')).toEqual([dog]);
    expect(await found('_')).toEqual([]);
    expect(await found('\\')).toEqual([]);
    expect(await found('  ')).toEqual([tree, dog, fox]);
    expect((await person.call.gallery.list({ search: 'лиса', kind: 'video' })).items).toEqual([]);
  });

  it('continues page by page, and by the time of creation', async () => {
    const person = await test.person();
    const ids = await fill(person, [
      { prompt: 'early', at: '2026-11-01T10:00:00Z' },
      { prompt: 'noon', at: '2026-11-02T12:00:00Z' },
      { prompt: 'late', at: '2026-11-03T00:00:00Z' },
    ]);
    const { list } = person.call.gallery;
    const between = { from: '2026-11-02T00:00:00+00:00', until: '2026-11-03T00:00:00Z' };
    expect((await list(between)).items.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await list({ ...between, search: 'early' })).items).toEqual([]);
    const first = await list({ search: 'a', from: '2026-11-01T00:00:00Z', limit: 1 });
    expect(first.items.map(({ prompt }) => prompt)).toEqual(['late']);
    const second = await list({ search: 'a', limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ prompt: 'early' }], nextCursor: null });
  });

  it('looks descriptions up by the keys of the person’s own works', async () => {
    const person = await test.person();
    await fill(person, many(1000, 'a boat on a lake'));
    await updateRows(test.app, 'analyze media, generations');
    const { text } = listPage({ ...noFilters, search: true });
    const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    const values = [person.userId, last, 31, null, null, null, ['%boat%'], null, null];
    const explain = sql<{ 'QUERY PLAN': string }>(`explain ${text}`);
    const lines = (await test.app.db.query(explain, values)).map((row) => row['QUERY PLAN']);
    const scans = lines.filter((line) => / on (media|generations)/.test(line));
    expect(scans).toEqual([
      expect.stringContaining('Index Scan'),
      expect.stringMatching(/Index Scan using \w+ on generations g .*rows=1 /),
      expect.stringMatching(/Index Scan using \w+ on generations .*rows=1 /),
    ]);
  });
});

describe('all matching works', () => {
  it('are counted with those not loaded yet, and without those made later', async () => {
    const person = await test.person();
    const ids = await fill(person, many(150));
    const { gallery } = person.call;
    const counted = await gallery.count({ trash: false });
    expect(counted).toEqual({ count: 150, bytes: 15_000, upTo: ids.at(-1) });
    expect(await gallery.count({ trash: false, search: 'nothing like it' })).toEqual({
      count: 0,
      bytes: 0,
      upTo: null,
    });
  });

  it('are moved to the trash except some, and exactly these are restored', async () => {
    const person = await test.person();
    const [earlier] = await fill(person, many(1, 'thrown away before'));
    const { gallery } = person.call;
    await gallery.trash({ ids: [earlier ?? ''] });
    const ids = await fill(person, many(1150));
    const remaining = [ids[3] ?? '', ids[1100] ?? ''];
    const { upTo } = await gallery.count({ trash: false });
    const [later] = await fill(person, many(1));
    now = new Date(now.getTime() + 1000);
    const trashed = await gallery.trash(all(upTo, {}, remaining));
    expect(trashed.changed).toBe(1148);
    const left = (await gallery.list({})).items.map(({ id }) => id);
    expect(left).toEqual([later, remaining[1], remaining[0]]);
    expect((await gallery.list({ trash: true })).counts?.trash).toBe(1149);
    expect(await gallery.restore({ trashedAt: trashed.trashedAt ?? '' })).toEqual({
      changed: 1148,
    });
    expect((await gallery.list({ trash: true })).items.map(({ id }) => id)).toEqual([earlier]);
  });

  it('become favourites, and are permanently deleted from the trash alone', async () => {
    const person = await test.person();
    await fill(person, [...many(120, 'a fox'), ...many(5, 'a dog')]);
    const { gallery } = person.call;
    const foxes = { search: 'fox' };
    const { count, upTo } = await gallery.count({ trash: false, ...foxes });
    expect(count).toBe(120);
    const works = all(upTo, foxes);
    expect(await gallery.setFavourites({ works, favourite: true })).toEqual({ changed: 120 });
    expect(await gallery.setFavourites({ works, favourite: true })).toEqual({ changed: 0 });
    expect((await gallery.list({})).counts?.favourites).toBe(120);
    expect(await gallery.purge(works)).toEqual({ changed: 0 });
    await gallery.trash(works);
    expect(await gallery.purge(works)).toEqual({ changed: 120 });
    expect((await gallery.list({})).counts).toMatchObject({ images: 5, trash: 0 });
  });

  it('of others are out of reach', async () => {
    const [owner, stranger] = [await test.person(), await test.person()];
    const ids = await fill(owner, many(3));
    const works = all(ids.at(-1) ?? '');
    expect(await stranger.call.gallery.trash(works)).toMatchObject({ changed: 0 });
    expect(await stranger.call.gallery.setFavourites({ works: { ids }, favourite: true })).toEqual({
      changed: 0,
    });
    await expect(stranger.call.gallery.archive({ ids })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    expect((await owner.call.gallery.list({})).items).toHaveLength(3);
  });
});

/** The files of an archive that stores them as they are, by name. */
function readArchive(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, zip.subarray(begin, begin + size));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

async function store(bytes: Buffer): Promise<{ file: string; bytes: number }> {
  const file = contentName(bytes, 'image/png');
  await test.app.storage.put(file, bytes, 'image/png');
  return { file, bytes: bytes.length };
}

const open = (url: string, method = 'GET') => fetch(new URL(url, web.url), { method });

describe('several works as one file', () => {
  it('are all in it, named by their prompts, with its size announced before', async () => {
    const person = await test.person();
    const contents = [randomBytes(3_000_000), randomBytes(20), randomBytes(5000)];
    const works: Given[] = [];
    for (const [i, bytes] of contents.entries()) {
      const prompt = ['Лиса: «читает»/карту', 'CON', '../../etc/passwd'][i] ?? '';
      works.push({ prompt, ...(await store(bytes)) });
    }
    const ids = await fill(person, works);
    const { url, fileName, works: count } = await person.call.gallery.archive({ ids });
    expect({ fileName, count }).toEqual({ fileName: 'ai-coins-works.zip', count: 3 });
    expect(url).not.toContain('hash');
    const head = await open(url, 'HEAD');
    const answer = await open(url);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="ai-coins-works.zip"',
      'access-control-allow-origin': 'https://web.telegram.org',
      'cache-control': 'private, no-store',
    });
    const zip = Buffer.from(await answer.arrayBuffer());
    expect(Number(answer.headers.get('content-length'))).toBe(zip.length);
    expect(head.headers.get('content-length')).toBe(String(zip.length));
    const files = readArchive(zip);
    expect([...files.keys()]).toEqual([
      '001 Лиса читает карту.png',
      '002 CON.png',
      '003 etc passwd.png',
    ]);
    expect([...files.values()].map((file, i) => file.equals(contents[i] ?? Buffer.of()))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('are all that match; works in the trash or without a file are left out', async () => {
    const person = await test.person();
    const there = await store(randomBytes(100));
    const ids = await fill(person, [
      { prompt: 'a fox', ...there },
      { prompt: 'a fox gone', file: `${'f'.repeat(64)}.png` },
      { prompt: 'a fox thrown away', ...there },
      { prompt: 'a dog', ...there },
    ]);
    const { gallery } = person.call;
    await gallery.trash({ ids: [ids[2] ?? ''] });
    const { url } = await gallery.archive(all(ids.at(-1) ?? '', { search: 'fox' }));
    const answer = await open(url);
    expect([...readArchive(Buffer.from(await answer.arrayBuffer())).keys()]).toEqual([
      '001 a fox.png',
    ]);
  });

  it('are limited in number and size', async () => {
    const person = await test.person();
    const ids = await fill(person, many(MAX_ARCHIVED_WORKS + 1));
    const { gallery } = person.call;
    const works = all(ids.at(-1) ?? '');
    await expect(gallery.archive(works)).rejects.toMatchObject({ message: 'ARCHIVE_TOO_LARGE' });
    expect(await gallery.archive(all(ids.at(-2) ?? ''))).toMatchObject({
      works: MAX_ARCHIVED_WORKS,
    });
    const other = await test.person();
    const large = await fill(other, [
      { prompt: 'large', bytes: 600 * 1024 ** 2 },
      { prompt: 'large', bytes: 600 * 1024 ** 2 },
    ]);
    await expect(other.call.gallery.archive({ ids: large })).rejects.toMatchObject({
      message: 'ARCHIVE_TOO_LARGE',
    });
  });

  it('are given by a link that is refused after five minutes, when changed, and for a paused account', async () => {
    const person = await test.person();
    const ids = await fill(person, [{ prompt: 'one', ...(await store(randomBytes(50))) }]);
    const { url } = await person.call.gallery.archive({ ids });
    expect((await open(url.replace('sig=', 'sig=x'))).status).toBe(403);
    await updateRows(test.app, 'update users set blocked_at = now() where id = $1', [
      person.userId,
    ]);
    expect((await open(url)).status).toBe(403);
    await updateRows(test.app, 'update users set blocked_at = null where id = $1', [person.userId]);
    expect((await open(url)).status).toBe(200);
    const before = now;
    now = new Date(now.getTime() + 301_000);
    expect((await open(url)).status).toBe(403);
    now = before;
  });

  it('are interrupted when a work is deleted while they are being sent', async () => {
    const person = await test.person();
    const [first, second] = [await store(randomBytes(8_000_000)), await store(randomBytes(99))];
    const ids = await fill(person, [
      { prompt: 'stays', ...first },
      { prompt: 'goes', ...second },
    ]);
    const { url } = await person.call.gallery.archive({ ids });
    const answer = await open(url);
    await test.app.storage.delete(second.file);
    await expect(answer.arrayBuffer()).rejects.toThrow();
  });
});
