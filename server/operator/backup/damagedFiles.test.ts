import { expect, it } from 'vitest';
import { derivedName } from '../../features/media/fileNames.ts';
import { makePicture } from '../../testing/makePicture.ts';
import { testApp } from '../../testing/testApp.ts';
import { findDamaged } from './damagedFiles.ts';

/** Five pictures are made. */
const TIMEOUT_MS = 120_000;

const test = testApp();

it('missing and changed files are found, smaller sizes included', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { db, storage } = test.app;
  await makePicture(test);
  const [original, changed, withoutSizes, withEmptySize, withTruncatedSize] = [
    await makePicture(test),
    await makePicture(test),
    await makePicture(test),
    await makePicture(test),
    await makePicture(test),
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
  const truncated = derivedName(withTruncatedSize, 'preview');
  const whole = await storage.read(truncated);
  await storage.put(truncated, (whole ?? expect.fail()).subarray(0, -100), 'image/webp');
  expect((await findDamaged(db, storage)).sort()).toEqual(
    [original, changed, preview, thumb, empty, truncated].sort(),
  );
});
