import type { StorageConfig } from '../../core/config/storage.ts';
import { createDiskStorage } from './diskStorage.ts';
import { createS3Storage } from './s3Storage.ts';
import type { Storage } from './storage.ts';

export function createStorage(config: StorageConfig): Storage {
  return config.kind === 'disk' ? createDiskStorage(config.dir) : createS3Storage(config);
}
