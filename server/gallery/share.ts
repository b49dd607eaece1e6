/** Sharing: a prepared message for chats, an address for stories. */
import type { InlineQueryResult } from 'grammy/types';
import type { z } from 'zod';
import type { shareInput, shareOutput } from '../../shared/schemas/gallery.ts';
import type { Actor } from '../auth/actor.ts';
import type { AppContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import { derivedName } from '../media/fileNames.ts';
import { shareLink } from '../media/links.ts';
import { imageSlots, MOST_PIXELS, sharp } from '../media/sharp.ts';
import type { MediaRow } from './present.ts';
import { findOwn } from './service.ts';

/** Telegram takes photos by address as JPEG only, up to 5 MB. */
const LONGEST_EDGE = 2048;

async function read(app: AppContext, file: string): Promise<Buffer> {
  const bytes = await app.storage.read(file).catch((cause: unknown) => {
    throw new DomainError('STORAGE_UNAVAILABLE', {}, { cause });
  });
  if (!bytes) {
    throw new DomainError('NOT_FOUND');
  }
  return bytes;
}

/** Makes the JPEG that others see, once. @returns its name. */
async function makePhoto(app: AppContext, row: MediaRow): Promise<string> {
  const name = derivedName(row.file, 'share');
  if (await app.storage.stat(name)) {
    return name;
  }
  const source = await read(app, row.mime === 'video/mp4' ? row.preview_file : row.file);
  const photo = await imageSlots.run(() =>
    sharp(source, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize({
        width: LONGEST_EDGE,
        height: LONGEST_EDGE,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 88 })
      .toBuffer(),
  );
  await app.storage.put(name, photo, 'image/jpeg');
  return name;
}

function toInlineResult(app: AppContext, row: MediaRow, photo: string): InlineQueryResult {
  if (row.mime === 'video/mp4') {
    return {
      type: 'video',
      id: row.id,
      video_url: shareLink(app, row.file),
      mime_type: 'video/mp4',
      thumbnail_url: shareLink(app, photo),
      title: 'AI Coins',
      video_width: row.width,
      video_height: row.height,
    };
  }
  return {
    type: 'photo',
    id: row.id,
    photo_url: shareLink(app, photo),
    thumbnail_url: shareLink(app, photo),
    photo_width: row.width,
    photo_height: row.height,
  };
}

/** @returns null where Telegram does not prepare the message: then the address is shared. */
async function prepareMessage(
  app: AppContext,
  actor: Actor,
  result: InlineQueryResult,
): Promise<string | null> {
  const bot = app.bots.find(actor.botName) ?? app.bots.first;
  if (!app.config.http.publicUrl) {
    return null;
  }
  try {
    const prepared = await bot.api.savePreparedInlineMessage(actor.telegramId, result, {
      allow_user_chats: true,
      allow_group_chats: true,
      allow_channel_chats: true,
    });
    return prepared.id;
  } catch (err) {
    app.log.warn({ err }, 'a message could not be prepared');
    return null;
  }
}

/** @throws DomainError NOT_FOUND, STORAGE_UNAVAILABLE */
export async function shareMedia(
  app: AppContext,
  actor: Actor,
  { id, target }: z.infer<typeof shareInput>,
): Promise<z.infer<typeof shareOutput>> {
  const row = await findOwn(app, actor, id);
  const photo = await makePhoto(app, row);
  const url = shareLink(app, row.mime === 'video/mp4' ? row.file : photo);
  const preparedMessageId =
    target === 'chat' ? await prepareMessage(app, actor, toInlineResult(app, row, photo)) : null;
  return { preparedMessageId, url };
}
