/** Sharing: a prepared message for chats, an album in the chat with the bot, a URL for stories. */
import { GrammyError } from 'grammy';
import type {
  InlineKeyboardMarkup,
  InlineQueryResult,
  InputMediaPhoto,
  InputMediaVideo,
} from 'grammy/types';
import type { z } from 'zod';
import type { Language, Localized } from '../../../shared/language.ts';
import type {
  sendAlbumInput,
  sendAlbumOutput,
  shareInput,
  shareOutput,
} from '../../../shared/schemas/gallery.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { derivedName } from '../media/lookup.ts';
import { decodeLimit, MAX_PIXELS, shareLink, sharp, shortLink } from '../media/service.ts';
import { inviteLink } from '../referrals/lookup.ts';
import { findPerson, languageOf } from '../users/lookup.ts';
import type { MediaRow } from './present.ts';
import { findOwn } from './service.ts';

/** Telegram accepts photos by URL as JPEG only, up to 5 MB. */
const MAX_EDGE = 2048;
/** Telegram refuses photos with a more extreme aspect ratio: https://core.telegram.org/bots/api#sendphoto */
const MAX_RATIO = 20;

/** The size of the photo that others see: a longer picture gets bars. */
function photoSize({ width, height }: Pick<MediaRow, 'width' | 'height'>) {
  const scale = Math.min(1, MAX_EDGE / Math.max(width, height));
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  const least = Math.ceil(Math.max(wide, high) / MAX_RATIO);
  const size = { width: Math.max(wide, least), height: Math.max(high, least) };
  return { ...size, hasBars: wide < least || high < least };
}

async function read(app: AppContext, file: string): Promise<Buffer> {
  const bytes = await app.storage.read(file).catch((cause: unknown) => {
    throw new DomainError('STORAGE_UNAVAILABLE', {}, { cause });
  });
  if (!bytes) {
    throw new DomainError('NOT_FOUND');
  }
  return bytes;
}

/**
 * Makes the JPEG that others see, once.
 * @returns its name.
 */
async function makePhoto(app: AppContext, row: MediaRow): Promise<string> {
  const name = derivedName(row.file, 'share');
  const { width, height, hasBars } = photoSize(row);
  // A picture with bars is made again: older versions stored such photos without them.
  if (!hasBars && (await app.storage.stat(name))) {
    return name;
  }
  const source = await read(app, row.mime === 'video/mp4' ? row.previewFile : row.file);
  const photo = await decodeLimit(() =>
    sharp(source, { limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize({ width, height, fit: 'contain', background: '#ffffff' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 88 })
      .toBuffer(),
  );
  await app.storage.put(name, photo, 'image/jpeg');
  return name;
}

interface Invite {
  link: string;
  language: Language;
}

/** The invite link; null when Telegram can't name the bot now: a work can be shared without it. */
async function findInvite(app: AppContext, actor: Actor): Promise<Invite | null> {
  try {
    const [link, person] = await Promise.all([
      inviteLink(app, actor),
      findPerson(app.db, actor.userId),
    ]);
    return { link, language: languageOf(person?.language ?? null, person?.languageCode ?? null) };
  } catch (err) {
    app.log.warn({ err }, 'a work is shared without an invite');
    return null;
  }
}

const inviteText = {
  ru: 'Создать свою картинку',
  en: 'Create your own',
} as const satisfies Localized;

function inviteButton({ link, language }: Invite): InlineKeyboardMarkup {
  return { inline_keyboard: [[{ text: inviteText[language], url: link }]] };
}

function toInlineResult(
  app: AppContext,
  row: MediaRow,
  photo: string,
  invite: Invite | null,
): InlineQueryResult {
  const button = invite ? { reply_markup: inviteButton(invite) } : {};
  if (row.mime === 'video/mp4') {
    return {
      type: 'video',
      id: row.id,
      video_url: shareLink(app, row),
      mime_type: 'video/mp4',
      thumbnail_url: shareLink(app, { id: row.id, file: photo }),
      title: 'AI Coins',
      video_width: row.width,
      video_height: row.height,
      ...button,
    };
  }
  const { width, height } = photoSize(row);
  return {
    type: 'photo',
    id: row.id,
    photo_url: shareLink(app, { id: row.id, file: photo }),
    thumbnail_url: shareLink(app, { id: row.id, file: photo }),
    photo_width: width,
    photo_height: height,
    ...button,
  };
}

/** @returns null where Telegram does not prepare the message: then the URL is shared. */
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
  { id, target, withInvite }: z.infer<typeof shareInput>,
): Promise<z.infer<typeof shareOutput>> {
  const row = await findOwn(app, actor, id);
  const photo = await makePhoto(app, row);
  if (target === 'link') {
    const { url, until } = shortLink(app, row.id);
    return { preparedMessageId: null, url, until: until.toISOString() };
  }
  const file = row.mime === 'video/mp4' ? row.file : photo;
  const url = shareLink(app, { id: row.id, file });
  if (target === 'story') {
    return { preparedMessageId: null, url, until: null };
  }
  const invite = withInvite ? await findInvite(app, actor) : null;
  const result = toInlineResult(app, row, photo, invite);
  return { preparedMessageId: await prepareMessage(app, actor, result), url, until: null };
}

/**
 * Sends several works to the person's chat with the bot as one album, from which they can be forwarded: a
 * prepared message holds only one, and an album has no buttons, so the invite is its caption.
 * @returns whether it was sent; false where the bot may not write to the person.
 * @throws DomainError NOT_FOUND, STORAGE_UNAVAILABLE, ALBUM_REFUSED (permanently), OVERLOADED (for now)
 */
export async function sendAlbum(
  app: AppContext,
  actor: Actor,
  { ids, withInvite }: z.infer<typeof sendAlbumInput>,
): Promise<z.infer<typeof sendAlbumOutput>> {
  const rows = await Promise.all([...new Set(ids)].map((id) => findOwn(app, actor, id)));
  const invite = withInvite ? await findInvite(app, actor) : null;
  const album = await toAlbum(app, rows, invite);
  const bot = app.bots.find(actor.botName) ?? app.bots.first;
  try {
    await bot.api.sendMediaGroup(actor.telegramId, album);
    return { sent: true };
  } catch (cause) {
    const status = cause instanceof GrammyError ? cause.error_code : 0;
    if (status === 403) {
      return { sent: false };
    }
    // The same album would be refused again.
    throw new DomainError(status === 400 ? 'ALBUM_REFUSED' : 'OVERLOADED', {}, { cause });
  }
}

async function toAlbum(
  app: AppContext,
  rows: readonly MediaRow[],
  invite: Invite | null,
): Promise<(InputMediaPhoto | InputMediaVideo)[]> {
  const caption = invite ? { caption: invite.link } : {};
  const album: (InputMediaPhoto | InputMediaVideo)[] = [];
  for (const row of rows) {
    const video = row.mime === 'video/mp4';
    const file = video ? row.file : await makePhoto(app, row);
    const media = shareLink(app, { id: row.id, file });
    album.push({
      type: video ? 'video' : 'photo',
      media,
      ...(album.length === 0 && caption),
    });
  }
  return album;
}
