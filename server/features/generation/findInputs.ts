import type { Database } from '../../db/database.ts';
import { Media } from '../gallery/models.ts';
import { type InputReference, Upload } from './models.ts';

/** A picture that goes in, wherever it comes from. */
export interface FoundInput extends InputReference {
  file: string;
  width: number;
  height: number;
}

/** Those of the pictures that are the person's own; works in the trash count, too. */
export async function findInputs(
  db: Database,
  userId: number,
  inputs: readonly InputReference[],
): Promise<FoundInput[]> {
  const find = async (type: InputReference['type'], model: typeof Upload | typeof Media) => {
    const ids = inputs.filter((input) => input.type === type).map(({ id }) => id);
    const where = { userId, id: ids };
    const attributes = ['id', 'file', 'width', 'height'];
    const rows =
      ids.length === 0
        ? []
        : model === Upload
          ? await db.of(Upload).findAll({ where, attributes })
          : await db.of(Media).findAll({ where, attributes });
    return rows.map(({ id, file, width, height }) => ({ type, id, file, width, height }));
  };
  const found = await Promise.all([find('upload', Upload), find('media', Media)]);
  return found.flat();
}
