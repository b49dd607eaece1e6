import { type Model, type ModelStatic, Op, type WhereOptions } from 'sequelize';
import type { Reader } from './repository.ts';

const ROWS_PER_PAGE = 5000;

/** The values of an indexed text column in order, page by page; duplicates may be repeated. */
export async function* readColumn<Key extends string, M extends Model & Record<Key, string>>(
  db: Reader,
  model: ModelStatic<M>,
  column: Key,
): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const page = await db.of(model).findAll({
      where: { [column]: { [Op.gt]: after } } as WhereOptions,
      order: [column],
      limit: ROWS_PER_PAGE,
      attributes: [column],
    });
    yield* page.map((row) => row[column]);
    const last = page.at(-1);
    if (!last || page.length < ROWS_PER_PAGE) {
      return;
    }
    after = last[column];
  }
}
