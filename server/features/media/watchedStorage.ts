/** Turns errors of the storage into errors for people, and reports when files can't be stored. */
import { DomainError } from '../../core/errors.ts';
import type { Storage } from './storage.ts';

/** After how many seconds a storage may be tried again. */
export const STORAGE_RETRY_S = 30;

/** An invalid name is a fault of the program and no outage. */
const isOurs = (error: unknown) => error instanceof RangeError || error instanceof TypeError;

/** @param onPutFailure called for every file that could not be stored. */
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
