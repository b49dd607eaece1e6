import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider, samplePicture } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from '../generation/testing/orders.ts';
import { contentName } from '../media/fileNames.ts';
import { purgeTrash, purgeUploads } from './jobs.ts';
import { sweepOrphans } from './orphans.ts';

const provider = createFakeProvider();
const test = testApp({
  overrides: { providers: { fal: provider, local: createFakeProvider({ name: 'local' }) } },
});

type Person = Awaited<ReturnType<typeof test.person>>;

/** Makes a picture of a unique colour, so that its file is unique. */
async function make({ call, userId }: Person, order = pictureOrder()) {
  const colour = `#${Math.floor(Math.random() * 0xff_ff_ff)
    .toString(16)
    .padStart(6, '0')}`;
  const bytes = await samplePicture(colour);
  provider.state = { state: 'succeeded', files: [{ bytes, mime: 'image/png' }] };
  const { id } = await call.generation.create(order);
  await workOn(test.app, userId, id);
  const [media] = (await call.generation.get({ id })).media;
  if (!media) {
    throw new Error('nothing was made');
  }
  return { id: media.id, file: contentName(bytes, 'image/png') };
}

/** Fills a gallery without generating anything. */
async function fill({ userId }: Person, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => uuidv7());
  await updateRows(
    test.app,
    `with g as (
       insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, aspect_ratio,
         seed, price, paid_with, status, media_count, deadline_at, finished_at)
       select $1::bigint, id, gen_random_uuid(), '\\x00', 'main', 'create', 'nano-banana', '1:1', 1, 150, 'free',
         'succeeded', 1, now(), now() from unnest($2::uuid[]) id returning id
     )
     insert into media (user_id, id, generation_id, kind, operation, model, mime, width, height, bytes, file,
       preview_file, thumb_file, thumbhash)
     select $1::bigint, id, id, 'image', 'create', 'nano-banana', 'image/png', 10, 10, 100, $3, $3, $3, '\\x01'
     from g`,
    [userId, ids, `${'0'.repeat(64)}.png`],
  );
}

const isStored = async (file: string) => (await test.app.storage.stat(file)) !== null;

describe('gallery.list', () => {
  it('returns every item once, newest first, while new ones come', async () => {
    const person = await test.person();
    await fill(person, 25);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await person.call.gallery.list({ limit: 10, ...(cursor ? { cursor } : {}) });
      expect(page.counts === null).toBe(cursor !== null);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await fill(person, 3);
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    const [first] = (await person.call.gallery.list({})).items;
    expect(seen).not.toContain(first?.id);
  });

  it('filters by kind, operation, model, favourite and trash', async () => {
    const person = await test.person();
    const { call } = person;
    const made = await make(person);
    const upscaled = await make(
      person,
      pictureOrder({
        operation: 'upscale',
        model: 'upscaler',
        inputs: [{ type: 'media', id: made.id }],
      }),
    );
    await call.gallery.setFavourite({ id: made.id, favourite: true });
    const ids = async (filter: Parameters<typeof call.gallery.list>[0]) =>
      (await call.gallery.list(filter)).items.map(({ id }) => id);
    expect(await ids({})).toEqual([upscaled.id, made.id]);
    expect(await ids({ kind: 'video' })).toEqual([]);
    expect(await ids({ kind: 'image', operation: 'upscale' })).toEqual([upscaled.id]);
    expect(await ids({ model: 'nano-banana' })).toEqual([made.id]);
    expect(await ids({ favourite: true })).toEqual([made.id]);
    expect(await ids({ operation: 'create', model: 'upscaler' })).toEqual([]);
    expect(await ids({ operation: 'upscale', model: 'upscaler' })).toEqual([upscaled.id]);
    expect(await ids({ kind: 'video', operation: 'upscale' })).toEqual([]);
    expect(await ids({ kind: 'video', model: 'upscaler' })).toEqual([]);
    expect(await ids({ kind: 'image', model: 'upscaler' })).toEqual([upscaled.id]);
    expect(await ids({ operation: 'upscale', model: 'unheard-of' })).toEqual([]);
    expect(await ids({ favourite: true, model: 'nano-banana' })).toEqual([made.id]);
    expect(await ids({ favourite: true, model: 'upscaler' })).toEqual([]);
    await call.gallery.trash({ ids: [made.id] });
    expect(await ids({ favourite: true })).toEqual([]);
    expect(await ids({ trash: true })).toEqual([made.id]);
    expect((await call.gallery.list({})).counts).toEqual({
      images: 1,
      videos: 0,
      favourites: 0,
      trash: 1,
    });
  });

  it('returns for each item what it was made from', async () => {
    const person = await test.person();
    const prompts = ['a cat', 'a dog', 'a fox'];
    for (const prompt of prompts) {
      await make(person, pictureOrder({ prompt }));
    }
    const { items } = await person.call.gallery.list({});
    expect(items.map(({ prompt }) => prompt)).toEqual(prompts.toReversed());
    for (const item of items) {
      expect(await person.call.gallery.get({ id: item.id })).toEqual(item);
    }
  });

  it('refuses an invalid cursor', async () => {
    const { call } = await test.person();
    await expect(call.gallery.list({ cursor: 'nonsense' })).rejects.toMatchObject({
      message: 'BAD_REQUEST',
    });
  });
});

describe('the trash', () => {
  it('restores works from it, and counts those that were really moved', async () => {
    const person = await test.person();
    const { id } = await make(person);
    const { gallery } = person.call;
    expect(await gallery.trash({ ids: [id, uuidv7()] })).toEqual({ changed: 1 });
    expect(await gallery.trash({ ids: [id] })).toEqual({ changed: 0 });
    expect((await gallery.get({ id })).trashedAt).not.toBeNull();
    expect(await gallery.restore({ ids: [id] })).toEqual({ changed: 1 });
    expect((await gallery.list({})).items).toHaveLength(1);
  });

  it('loses works older than its days, with their files, but no favourites', async () => {
    const person = await test.person();
    const { gallery } = person.call;
    const [old, kept, fresh] = [await make(person), await make(person), await make(person)];
    await gallery.setFavourite({ id: kept.id, favourite: true });
    await gallery.trash({ ids: [old.id, kept.id, fresh.id] });
    await updateRows(
      test.app,
      `update media set trashed_at = now() - interval '31 days' where id = any($1::uuid[])`,
      [[old.id, kept.id]],
    );
    expect(await purgeTrash(test.app)).toBe(1);
    expect((await gallery.list({ trash: true })).items.map(({ id }) => id)).toEqual([
      fresh.id,
      kept.id,
    ]);
    await expect(gallery.get({ id: old.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await sweepOrphans(test.app, 0);
    expect([
      await isStored(old.file),
      await isStored(kept.file),
      await isStored(fresh.file),
    ]).toEqual([false, true, true]);
  });
});

describe('files without an owner', () => {
  it('are deleted when they are old enough', async () => {
    const person = await test.person();
    const owned = await make(person);
    const orphan = contentName(Buffer.from('left behind'), 'image/png');
    await test.app.storage.put(orphan, Buffer.from('left behind'), 'image/png');
    await sweepOrphans(test.app);
    expect(await isStored(orphan)).toBe(true);
    expect(await sweepOrphans(test.app, 0)).toBeGreaterThan(0);
    expect([await isStored(orphan), await isStored(owned.file)]).toEqual([false, true]);
    const { previewUrl, thumbUrl } = await person.call.gallery.get({ id: owned.id });
    for (const link of [previewUrl, thumbUrl]) {
      expect(await isStored(/[0-9a-f]{64}[.\w]*/.exec(link)?.[0] ?? '')).toBe(true);
    }
  });

  it('are left by old uploads that no generation needs', async () => {
    const person = await test.person();
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(await samplePicture('#123456', 300, 200))]));
    const [used, unused] = [
      await person.call.generation.uploadInput(form),
      await person.call.generation.uploadInput(form),
    ];
    const order = pictureOrder({
      operation: 'upscale',
      model: 'upscaler',
      inputs: [{ type: 'upload', id: used.id }],
    });
    const { id } = await person.call.generation.create(order);
    await updateRows(
      test.app,
      `update uploads set created_at = now() - interval '31 days' where user_id = $1`,
      [person.userId],
    );
    expect(await purgeUploads(test.app)).toBe(1);
    const left = sql<{ id: string }>('select id from uploads where user_id = $1');
    expect(await test.app.db.query(left, [person.userId])).toEqual([{ id: used.id }]);
    expect(unused.id).not.toBe(used.id);
    await workOn(test.app, person.userId, id);
    expect(await person.call.generation.get({ id })).toMatchObject({ status: 'succeeded' });
  });
});

describe('a permanently deleted work', () => {
  it('is gone with its file, a favourite only when it is named', async () => {
    const person = await test.person();
    const { gallery } = person.call;
    const [plain, heart, shown] = [await make(person), await make(person), await make(person)];
    await gallery.setFavourite({ id: heart.id, favourite: true });
    // A work outside the trash stays, even when it is named.
    expect(await gallery.purge({ ids: [shown.id] })).toEqual({ changed: 0 });
    await gallery.trash({ ids: [plain.id, heart.id] });
    expect(await gallery.purge({ all: true })).toEqual({ changed: 1 });
    expect(await gallery.purge({ all: true })).toEqual({ changed: 0 });
    await expect(gallery.get({ id: plain.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    expect(await gallery.restore({ ids: [plain.id, heart.id] })).toEqual({ changed: 1 });
    await gallery.trash({ ids: [heart.id] });
    expect(await gallery.purge({ ids: [heart.id] })).toEqual({ changed: 1 });
    expect((await gallery.list({})).counts).toEqual({
      images: 1,
      videos: 0,
      favourites: 0,
      trash: 0,
    });
    await sweepOrphans(test.app, 0);
    expect([
      await isStored(plain.file),
      await isStored(heart.file),
      await isStored(shown.file),
    ]).toEqual([false, false, true]);
  });
});

describe('favourites', () => {
  it('are counted once however often the button is pressed', async () => {
    const person = await test.person();
    const { id } = await make(person);
    const { gallery } = person.call;
    await Promise.all(
      Array.from({ length: 8 }, () => gallery.setFavourite({ id, favourite: true })),
    );
    expect((await gallery.list({})).counts?.favourites).toBe(1);
    expect(await gallery.setFavourite({ id, favourite: false })).toMatchObject({
      favourite: false,
    });
    expect((await gallery.list({})).counts?.favourites).toBe(0);
  });
});
