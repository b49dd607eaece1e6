import { Media } from '../features/gallery/models.ts';
import { pictureOrder, workOn } from '../features/generation/testing/orders.ts';
import type { testApp } from './testApp.ts';

/**
 * A new person makes a picture.
 * @returns the name of its file.
 */
export async function makePicture(test: ReturnType<typeof testApp>): Promise<string> {
  const { call, userId } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  await workOn(test.app, userId, id);
  const { file } = await test.app.db.of(Media).findOne({ where: { userId }, rejectOnEmpty: true });
  return file;
}
