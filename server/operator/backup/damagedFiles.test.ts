import { expect, it } from 'vitest';
import { Media } from '../../features/gallery/models.ts';
import { pictureOrder, workOn } from '../../features/generation/testing/orders.ts';
import { derivedName } from '../../features/media/fileNames.ts';
import { testApp } from '../../testing/testApp.ts';
import { findDamaged } from './damagedFiles.ts';

/** Four pictures are made. */
const TIMEOUT_MS = 120_000;

const test = testApp();

/**
 * A person makes a picture.
 * @returns the name of its file.
 */
async function makePicture(): Promise<string> {
  const person = await test.person();
  const { id } = await person.call.generation.create(pictureOrder());
  await workOn(test.app, person.userId, id);
  const media = await test.app.db.of(Media).findOne({ where: { userId: person.userId } });
  return media?.file ?? '';
}

it('missing and changed files are found, smaller sizes included', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { db, storage } = test.app;
  await makePicture();
  const [original, changed, withoutSizes, withEmptySize] = [
    await makePicture(),
    await makePicture(),
    await makePicture(),
    await makePicture(),
  ];
  expect(await findDamaged(db, storage)).toEqual([]);

  const [preview, thumb] = [
    derivedName(withoutSizes, 'preview'),
    derivedName(withoutSizes, 'thumb'),
  ];
  for (const name of [original, preview, thumb]) {
    await storage.delete(name);
  }
  await storage.put(changed, Buffer.from('something else'), 'image/png');
  const empty = derivedName(withEmptySize, 'thumb');
  await storage.put(empty, Buffer.alloc(0), 'image/webp');
  expect((await findDamaged(db, storage)).sort()).toEqual(
    [original, changed, preview, thumb, empty].sort(),
  );
});
