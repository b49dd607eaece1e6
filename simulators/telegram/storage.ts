import { z } from 'zod';
import type { TelegramWorld } from './world.ts';

const MAX_KEYS = 1024;
const MAX_VALUE = 4096;

const key = z.string().regex(/^[\w-]{1,128}$/, 'KEY_INVALID');
const METHODS = {
  saveStorageValue: z.object({ key, value: z.string().max(MAX_VALUE, 'VALUE_INVALID') }),
  getStorageValues: z.object({ keys: z.array(key) }),
  deleteStorageValues: z.object({ keys: z.array(key) }),
  getStorageKeys: z.unknown(),
} as const;

/**
 * CloudStorage of one person in one bot; the device's storages use the same methods.
 *
 * @throws Error with Telegram's code, for the `error` field of `custom_method_invoked`.
 */
export function runStorageMethod(
  world: TelegramWorld,
  area: string,
  method: string,
  params: unknown,
): unknown {
  world.data.storage[area] ??= {};
  const values = world.data.storage[area];
  const parse = <S extends z.ZodType>(schema: S): z.infer<S> => {
    const parsed = schema.safeParse(params);
    if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'PARAMS_INVALID');
    return parsed.data;
  };
  switch (method) {
    case 'saveStorageValue': {
      const { key, value } = parse(METHODS.saveStorageValue);
      if (!(key in values) && Object.keys(values).length >= MAX_KEYS) {
        throw new Error('QUOTA_EXCEEDED');
      }
      values[key] = value;
      world.changed();
      return true;
    }
    case 'getStorageValues': {
      const { keys } = parse(METHODS.getStorageValues);
      return Object.fromEntries(keys.map((k) => [k, values[k] ?? '']));
    }
    case 'deleteStorageValues': {
      for (const k of parse(METHODS.deleteStorageValues).keys) delete values[k];
      world.changed();
      return true;
    }
    case 'getStorageKeys':
      return Object.keys(values);
    default:
      throw new Error('METHOD_INVALID');
  }
}
