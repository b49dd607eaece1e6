import type { z } from 'zod';
import type { modelUseOutput } from '../../../shared/schemas/progress.ts';
import type { AppContext } from '../../app/context.ts';
import { countByModel } from '../generation/lookup.ts';

/** Which models a person has used, how often, and for how many coins; retired models too. */
export async function readModelUse(
  app: AppContext,
  userId: number,
): Promise<z.infer<typeof modelUseOutput>> {
  const [{ models }, used] = await Promise.all([app.catalog.read(), countByModel(app.db, userId)]);
  const known = new Map(models.map((model) => [model.code, model]));
  return {
    items: used.flatMap(({ model: code, works, coins }) => {
      const model = known.get(code);
      return model ? [{ code, name: model.name, operation: model.operation, works, coins }] : [];
    }),
  };
}
