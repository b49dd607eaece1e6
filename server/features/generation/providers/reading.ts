/**
 * Reading what providers answer. A field that is not needed may be null or of another form: only what is
 * needed decides whether an answer can be used.
 */
import { z } from 'zod';

/** A field that counts as missing when it is not what was expected. */
export function loose<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** A list without the elements that are not what was expected; a single element counts as a list of one. */
export function looseList<Schema extends z.ZodType>(element: Schema) {
  return z
    .unknown()
    .optional()
    .transform((value): z.output<Schema>[] =>
      (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
        const parsed = element.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}
