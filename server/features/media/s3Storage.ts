import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { StorageConfig } from '../../core/config/storage.ts';
import { isFileName } from './fileNames.ts';
import type { Storage } from './storage.ts';

type S3Config = Extract<StorageConfig, { kind: 's3' }>;

const CONNECT_TIMEOUT_MS = 5_000;
/** A request without progress for this long is abandoned; a long file may take its time. */
const MAX_SILENCE_MS = 30_000;

/** @returns null when the storage says that there is no such object. */
async function orNull<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    // A missing bucket must not look like missing files.
    if ($metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket') {
      return null;
    }
    throw error;
  }
}

/** Files in a bucket of S3 or of anything that speaks its protocol. The client is loaded when first used. */
export function createS3Storage(config: S3Config, maxSilenceMs = MAX_SILENCE_MS): Storage {
  let opening: Promise<{ s3: typeof import('@aws-sdk/client-s3'); client: S3Client }> | undefined;

  async function connect() {
    const s3 = await import('@aws-sdk/client-s3');
    const client = new s3.S3Client({
      region: config.region,
      ...(config.endpoint ? { endpoint: config.endpoint } : {}),
      forcePathStyle: config.forcePathStyle,
      credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
      requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: maxSilenceMs },
      // Storages other than Amazon's own don't support the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    return { s3, client };
  }

  const open = () => {
    opening ??= connect();
    return opening;
  };
  const at = (name: string) => ({ Bucket: config.bucket, Key: `${name.slice(0, 2)}/${name}` });

  async function get(name: string, range?: { start: number; end: number }) {
    const { s3, client } = await open();
    const Range = range && `bytes=${range.start}-${range.end}`;
    return orNull(
      client.send(new s3.GetObjectCommand({ ...at(name), ...(Range ? { Range } : {}) })),
    );
  }

  return {
    async put(name, bytes, mime) {
      const { s3, client } = await open();
      await client.send(new s3.PutObjectCommand({ ...at(name), Body: bytes, ContentType: mime }));
    },

    async stat(name) {
      const { s3, client } = await open();
      const found = await orNull(client.send(new s3.HeadObjectCommand(at(name))));
      return (
        found && { bytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) }
      );
    },

    async open(name, range) {
      const found = await get(name, range);
      return (found?.Body as Readable | undefined) ?? null;
    },

    async read(name) {
      const found = await get(name);
      return found?.Body ? Buffer.from(await found.Body.transformToByteArray()) : null;
    },

    async delete(name) {
      const { s3, client } = await open();
      await client.send(new s3.DeleteObjectCommand(at(name)));
    },

    async *list() {
      const { s3, client } = await open();
      for await (const page of s3.paginateListObjectsV2({ client }, { Bucket: config.bucket })) {
        for (const { Key = '', Size = 0, LastModified = new Date() } of page.Contents ?? []) {
          const name = Key.slice(Key.lastIndexOf('/') + 1);
          if (isFileName(name)) {
            yield { name, bytes: Size, modifiedAt: LastModified };
          }
        }
      }
    },
  };
}
