/**
 * Reads providers' answers leniently. An unneeded field may be null or of another form: only needed ones
 * decide whether an answer can be used.
 */
import { z } from 'zod';

/** A field that counts as missing when it has another type. */
export function loose<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** A list without the elements of another type; a single element counts as a list of one. */
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
