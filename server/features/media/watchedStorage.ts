/** Turns what a storage throws into what people are told, and says so when files can't be kept. */
import { DomainError } from '../../core/errors.ts';
import type { Storage } from './storage.ts';

/** When a storage may be asked again, seconds. */
export const STORAGE_RETRY_S = 30;

/** A name that is none is a mistake of ours and no outage. */
const isOurs = (error: unknown) => error instanceof RangeError || error instanceof TypeError;

/** @param onPutFailure told of every file that could not be kept. */
export function watchStorage(storage: Storage, onPutFailure: (error: unknown) => void): Storage {
  const unavailable = (error: unknown): never => {
    if (isOurs(error)) {
      throw error;
    }
    throw new DomainError(
      'STORAGE_UNAVAILABLE',
      { retryAfterSeconds: STORAGE_RETRY_S },
      { cause: error },
    );
  };
  return {
    put: (name, bytes, mime) =>
      storage.put(name, bytes, mime).catch((error: unknown) => {
        if (!isOurs(error)) {
          onPutFailure(error);
        }
        return unavailable(error);
      }),
    stat: (name) => storage.stat(name).catch(unavailable),
    open: (name, range) => storage.open(name, range).catch(unavailable),
    read: (name) => storage.read(name).catch(unavailable),
    delete: (name) => storage.delete(name).catch(unavailable),
    list: () => storage.list(),
  };
}
