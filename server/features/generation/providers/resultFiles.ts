/**
 * Stores the pictures that a provider returns in its answer until the result is requested: in the storage, so
 * that they outlive the process and take none of its memory. Files that nothing refers to in the end are
 * deleted by the sweep of orphans.
 */
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../../core/errors.ts';
import type { Storage } from '../../media/lookup.ts';
import { contentName, mimeOf, pictureMimeOf } from '../../media/lookup.ts';
import { sniff } from '../../media/service.ts';
import { ProviderFailure, type ProviderFile } from './provider.ts';

/** For pictures made while the storage failed; orders are refused by then, so there are few. */
const HELD_MS = 15 * 60_000;
const MAX_HELD_BYTES = 64 * 1024 * 1024;

export interface ResultFiles {
  /**
   * @returns the names to read them by; other files are left out.
   * @throws ProviderFailure `result_unusable` when none is a picture.
   */
  keep(pictures: readonly Buffer[]): Promise<string[]>;
  /**
   * @returns null when one of them is gone.
   * @throws DomainError STORAGE_UNAVAILABLE
   */
  read(names: readonly string[]): Promise<ProviderFile[] | null>;
}

export function createResultFiles(storage: Storage): ResultFiles {
  const held = new LRUCache<string, Buffer>({
    ttl: HELD_MS,
    ttlAutopurge: true,
    maxSize: MAX_HELD_BYTES,
    sizeCalculation: ({ length }) => length,
  });

  /** @returns null when it is no picture. */
  async function storePicture(bytes: Buffer): Promise<string | null> {
    const mime = pictureMimeOf(sniff(bytes));
    if (mime === null) {
      return null;
    }
    const name = contentName(bytes, mime);
    try {
      await storage.put(name, bytes, mime);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'STORAGE_UNAVAILABLE')) {
        throw error;
      }
      held.set(name, bytes);
    }
    return name;
  }

  return {
    async keep(pictures) {
      const names = await Promise.all(pictures.map(storePicture));
      const stored = names.filter((name) => name !== null);
      if (stored.length === 0) {
        throw new ProviderFailure('result_unusable', 'the answer holds no picture');
      }
      return stored;
    },

    async read(names) {
      const found = await Promise.all(
        names.map(async (name) => held.get(name) ?? (await storage.read(name))),
      );
      const files = found.filter((bytes) => bytes !== null);
      return files.length === names.length
        ? files.map((bytes, n) => ({ bytes, mime: mimeOf(names[n] as string) }))
        : null;
    },
  };
}
