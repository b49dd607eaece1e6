import type { Database } from '../../db/database.ts';
import { findWorks } from '../gallery/lookup.ts';
import { findUploads } from './lookup.ts';
import type { InputReference } from './models.ts';

/** An input picture, wherever it comes from. */
export interface FoundInput extends InputReference {
  file: string;
  width: number;
  height: number;
}

/** Of the pictures, those of the person; works in the trash count, too. */
export async function findInputs(
  db: Database,
  userId: number,
  inputs: readonly InputReference[],
): Promise<FoundInput[]> {
  const idsOf = (type: InputReference['type']) =>
    inputs.filter((input) => input.type === type).map(({ id }) => id);
  const [uploads, works] = await Promise.all([
    findUploads(db, userId, idsOf('upload')),
    findWorks(db, userId, idsOf('media')),
  ]);
  const toInput =
    (type: InputReference['type']) =>
    ({ id, file, width, height }: Omit<FoundInput, 'type'>): FoundInput => ({
      type,
      id,
      file,
      width,
      height,
    });
  return [...uploads.map(toInput('upload')), ...works.map(toInput('media'))];
}
