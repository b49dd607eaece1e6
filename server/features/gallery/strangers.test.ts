/** Works and jobs of others do not exist: every procedure is checked, a new one too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../../testing/testApp.ts';
import { generationRouter } from '../generation/router.ts';
import { createFakeProvider, samplePicture } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { purgeOwn } from './jobs.ts';
import { galleryRouter } from './router.ts';

const provider = createFakeProvider();
const test = testApp({
  overrides: { providers: { fal: provider, local: createFakeProvider({ name: 'local' }) } },
  env: { PUBLIC_URL: 'https://coins.example' },
});
type Person = Awaited<ReturnType<typeof test.person>>;
type Call = Person['call'];

/** The owner's ids, which a stranger may have learned. */
const known = { work: '', trashed: '', generation: '', running: '', upload: '' };
let owner: Person;
let stranger: Person;

beforeAll(async () => {
  [owner, stranger] = [await test.person(), await test.person()];
  const make = async () => {
    const { id } = await owner.call.generation.create(pictureOrder());
    await workOn(test.app, owner.userId, id);
    const [media] = (await owner.call.generation.get({ id })).media;
    return { id, media: media?.id ?? '' };
  };
  const [first, second] = [await make(), await make()];
  await owner.call.gallery.trash({ ids: [second.media] });
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(await samplePicture('#402010', 300, 200))]));
  const upload = await owner.call.generation.uploadInput(form);
  const running = await owner.call.generation.create(pictureOrder());
  Object.assign(known, {
    work: first.media,
    trashed: second.media,
    generation: first.id,
    running: running.id,
    upload: upload.id,
  });
});
afterAll(() => purgeOwn(test.app, owner.userId, null));

/** Refused as if nothing existed, or nothing done; null = the procedure takes no ids. */
type Attempt = ((call: Call, id: string) => Promise<unknown>) | null;
const nothing = { changed: 0 };

const gallery: Record<keyof typeof galleryRouter._def.record, Attempt> = {
  list: async (call) => expect((await call.gallery.list({})).items).toEqual([]),
  counts: async (call) =>
    expect(await call.gallery.counts()).toEqual({ images: 0, videos: 0, favourites: 0, trash: 0 }),
  get: (call, id) => refused(call.gallery.get({ id })),
  setFavourite: (call, id) => refused(call.gallery.setFavourite({ id, favourite: true })),
  setFavourites: async (call, id) => {
    const works = [{ ids: [id] }, { filters: { trash: false }, upTo: id, except: [] }];
    for (const named of works) {
      const marked = await call.gallery.setFavourites({ works: named, favourite: true });
      expect(marked).toEqual(nothing);
    }
  },
  see: async (call, id) => expect(await call.gallery.see({ id })).toEqual({ seen: false }),
  count: async (call) =>
    expect(await call.gallery.count({ trash: false })).toMatchObject({ count: 0, upTo: null }),
  archive: async (call, id) => {
    await refused(call.gallery.archive({ ids: [id] }));
    await refused(call.gallery.archive({ filters: { trash: false }, upTo: id, except: [] }));
  },
  trash: async (call, id) => expect(await call.gallery.trash({ ids: [id] })).toEqual(nothing),
  restore: async (call, id) => expect(await call.gallery.restore({ ids: [id] })).toEqual(nothing),
  purge: async (call, id) => {
    expect(await call.gallery.purge({ ids: [id] })).toEqual(nothing);
    expect(await call.gallery.purge({ all: true })).toEqual(nothing);
  },
  share: async (call, id) => {
    await refused(call.gallery.share({ id, target: 'chat' }));
    await refused(call.gallery.share({ id, target: 'story' }));
  },
  sendAlbum: (call, id) =>
    refused(call.gallery.sendAlbum({ ids: [id, id === known.work ? known.trashed : known.work] })),
};

const upscale = (input: { type: 'media' | 'upload'; id: string }) =>
  pictureOrder({ operation: 'upscale', model: 'upscaler', inputs: [input] });
const generation: Record<keyof typeof generationRouter._def.record, Attempt> = {
  catalog: null,
  quote: null,
  uploadInput: null,
  improvePrompt: null,
  create: async (call, id) => {
    await refused(call.generation.create(upscale({ type: 'media', id })), 'INPUT_NOT_FOUND');
    await refused(
      call.generation.create(upscale({ type: 'upload', id: known.upload })),
      'INPUT_NOT_FOUND',
    );
  },
  get: async (call) => {
    await refused(call.generation.get({ id: known.generation }));
    await refused(call.generation.get({ id: known.running }));
  },
  active: async (call) => expect((await call.generation.active()).items).toEqual([]),
  failed: async (call) => expect((await call.generation.failed()).items).toEqual([]),
  seeFailure: async (call) =>
    expect(await call.generation.seeFailure({ id: known.generation })).toEqual({ seen: false }),
  cancel: (call) => refused(call.generation.cancel({ id: known.running })),
};

async function refused(answer: Promise<unknown>, code = 'NOT_FOUND'): Promise<void> {
  await expect(answer).rejects.toMatchObject({ message: code });
}

/** All rows of the owner, to see that attempts change nothing; links are the same for hours. */
async function standing() {
  const { call } = owner;
  return {
    list: await call.gallery.list({}),
    trash: await call.gallery.list({ trash: true }),
    running: (await call.generation.get({ id: known.running })).status,
  };
}

describe('works of other people', () => {
  it('are requested through procedures that this file lists', () => {
    const names = (record: object) => Object.keys(record).sort();
    expect(names(gallery)).toEqual(names(galleryRouter._def.record));
    expect(names(generation)).toEqual(names(generationRouter._def.record));
  });

  it.each([
    ...Object.entries(gallery).map(([name, attempt]) => [`gallery.${name}`, attempt] as const),
    ...Object.entries(generation).map(
      ([name, attempt]) => [`generation.${name}`, attempt] as const,
    ),
  ])('give %s nothing, whether they are in the trash or not', async (_name, attempt) => {
    const before = await standing();
    for (const id of [known.work, known.trashed]) {
      await attempt?.(stranger.call, id);
    }
    expect(await standing()).toEqual(before);
  });

  it('return nothing to an unauthenticated caller', async () => {
    for (const attempt of [...Object.values(gallery), ...Object.values(generation)]) {
      const message = attempt
        ? await attempt(test.nobody(), known.work).then(
            () => 'answered',
            (error: Error) => error.message,
          )
        : 'INIT_DATA_MISSING';
      expect(message).toMatch(/INIT_DATA_MISSING/);
    }
  });

  it('show no prompt or picture to the team', async () => {
    const admin = await test.admin();
    const card = await admin.call.admin.user({ userId: owner.userId });
    const text = JSON.stringify(card);
    expect(text).not.toContain('a lighthouse at dusk');
    expect(text).not.toContain('/media/');
  });
});
