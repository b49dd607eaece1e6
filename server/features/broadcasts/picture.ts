/** An uploaded picture as a photo of the bot. */
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { findUploads } from '../generation/lookup.ts';
import { decodeLimit, MAX_WORK_S, sharp } from '../media/service.ts';
import type { NewPicture } from '../notifications/service.ts';

/** Telegram scales photos to this size. */
const MAX_EDGE = 1280;
const THUMB_EDGE = 320;
/** Telegram refuses photos with a more extreme aspect ratio: https://core.telegram.org/bots/api#sendphoto */
const MAX_RATIO = 20;

/**
 * Makes a photo of a picture that this person has uploaded; one with an extreme aspect ratio gets bars.
 * @throws DomainError INPUT_NOT_FOUND, STORAGE_UNAVAILABLE
 */
export async function photoOfUpload(
  app: AppContext,
  userId: number,
  uploadId: string,
): Promise<NewPicture> {
  const [upload] = await findUploads(app.db, userId, [uploadId]);
  const source = upload && (await readFile(app, upload.file));
  if (!upload || !source) {
    throw new DomainError('INPUT_NOT_FOUND');
  }
  const scale = Math.min(1, MAX_EDGE / Math.max(upload.width, upload.height));
  const [wide, high] = [upload.width * scale, upload.height * scale].map(Math.round) as [
    number,
    number,
  ];
  const least = Math.ceil(Math.max(wide, high) / MAX_RATIO);
  const size = { width: Math.max(wide, least), height: Math.max(high, least) };
  return await decodeLimit(async () => {
    const jpeg = await sharp(source)
      .timeout({ seconds: MAX_WORK_S })
      .resize({ ...size, fit: 'contain', background: '#ffffff' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer();
    const thumb = await sharp(jpeg)
      .resize({ width: THUMB_EDGE, height: THUMB_EDGE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 76 })
      .toBuffer();
    return { jpeg, thumb, ...size };
  });
}

async function readFile({ storage }: AppContext, file: string): Promise<Buffer | null> {
  return await storage.read(file).catch((cause: unknown) => {
    throw new DomainError('STORAGE_UNAVAILABLE', {}, { cause });
  });
}
