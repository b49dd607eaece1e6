import { resolve } from 'node:path';
import type { Environment } from './environment.ts';
import { allOrNone } from './problems.ts';

export type StorageConfig =
  | { kind: 'disk'; dir: string }
  | {
      kind: 's3';
      bucket: string;
      region: string;
      endpoint: string | null;
      accessKeyId: string;
      secretAccessKey: string;
      forcePathStyle: boolean;
    };

/** Where media are kept. */
export function readStorage(env: Environment, problems: string[]): StorageConfig {
  if (env.STORAGE === 'disk') {
    return { kind: 'disk', dir: resolve(env.STORAGE_DIR ?? `${env.DATA_DIR}/media`) };
  }
  const set = allOrNone(
    env,
    ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
    true,
    'STORAGE is s3',
    problems,
  );
  return {
    kind: 's3',
    bucket: set?.S3_BUCKET ?? '',
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT ?? null,
    accessKeyId: set?.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: set?.S3_SECRET_ACCESS_KEY ?? '',
    forcePathStyle: env.S3_FORCE_PATH_STYLE,
  };
}
