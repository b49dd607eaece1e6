/** Uploads of input pictures for generations. */

import type { OctetInput } from '@trpc/server/http';
import { v7 as uuidv7 } from 'uuid';
import type { UploadOutput } from '../../../shared/schemas/generation.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { assertFilesCanBeKept } from '../health/service.ts';
import { contentName } from '../media/lookup.ts';
import { acceptPicture, MAX_UPLOAD_BYTES, viewLink } from '../media/service.ts';
import { Upload } from './models.ts';

/** The field of the form that holds the picture. */
const FIELD = 'file';

type UploadBody = FormData | ReadableStream;

/** Takes a form with the field `file`, or the bytes of the picture and nothing else. */
export const uploadInput = {
  _input: undefined as unknown as FormData | OctetInput,
  _output: undefined as unknown as UploadBody,
  parse(body: unknown): UploadBody {
    if (body instanceof FormData || body instanceof ReadableStream) {
      return body;
    }
    throw new DomainError('BAD_REQUEST', { fields: [FIELD] });
  },
};

async function readStream(body: ReadableStream): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Cancelling would close the connection before the refusal is read.
  for await (const chunk of (body as ReadableStream<Uint8Array>).values({ preventCancel: true })) {
    size += chunk.length;
    if (size > MAX_UPLOAD_BYTES) {
      throw new DomainError('INPUT_TOO_LARGE', { max: MAX_UPLOAD_BYTES });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readBody(body: UploadBody): Promise<Buffer> {
  if (body instanceof ReadableStream) {
    return readStream(body);
  }
  const file = body.get(FIELD);
  if (!(file instanceof Blob)) {
    throw new DomainError('BAD_REQUEST', { fields: [FIELD] });
  }
  if (file.size > MAX_UPLOAD_BYTES) {
    throw new DomainError('INPUT_TOO_LARGE', { max: MAX_UPLOAD_BYTES });
  }
  return Buffer.from(await file.arrayBuffer());
}

/**
 * Stores an uploaded picture.
 * @throws DomainError BAD_REQUEST, INPUT_UNSUPPORTED, INPUT_ANIMATED, INPUT_TOO_LARGE, INPUT_UNREADABLE,
 * STORAGE_UNAVAILABLE
 */
export async function uploadPicture(
  app: AppContext,
  actor: Actor,
  body: UploadBody,
): Promise<UploadOutput> {
  await assertFilesCanBeKept(app.health);
  const picture = await acceptPicture(await readBody(body));
  const { bytes, mime, width, height, thumbhash } = picture;
  const file = contentName(bytes, mime);
  await app.storage.put(file, bytes, mime);
  const id = uuidv7();
  await app.db.transaction((tx) =>
    tx.of(Upload).create({
      userId: actor.userId,
      id,
      mime,
      width,
      height,
      bytes: bytes.length,
      file,
      thumbhash,
    }),
  );
  return {
    id,
    width,
    height,
    thumbhash: thumbhash.toString('base64'),
    url: viewLink(app, { id, file }),
  };
}
