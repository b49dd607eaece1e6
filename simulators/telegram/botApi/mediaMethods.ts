/** Sending pictures, videos and documents, of which Telegram keeps copies of its own. */
import { randomUUID } from 'node:crypto';
import type { InlineQueryResult } from 'grammy/types';
import { z } from 'zod';
import { type DownloadKind, download, isOnThisMachine } from '../download.ts';
import { badRequest } from '../errors.ts';
import { unixNow } from '../world.ts';
import { bool, type Call, chatId, int, json, type Method, method } from './call.ts';
import { content, formatted, type Stored, userOf, withMarkup } from './content.ts';
import { isReachableUrl } from './markup.ts';

const reference = z
  .string()
  .refine((v) => isReachableUrl(v) || /^[\w-]+$/.test(v), 'wrong file identifier');
const file = z.union([reference, z.instanceof(File)]);

/** What an upload is when its form does not say. */
const UPLOADED = {
  photo: 'image/jpeg',
  video: 'video/mp4',
  document: 'application/octet-stream',
} as const;

/**
 * The identifier of Telegram's own copy. Identifiers are returned unchanged, and so are addresses outside of
 * this machine, which the simulator can't reach.
 * @throws BotApiError 400 where Telegram would not accept the file.
 */
async function keep(
  { world }: Call,
  value: File | string,
  kind: Exclude<DownloadKind, 'story'>,
): Promise<string> {
  if (typeof value !== 'string') {
    const bytes = Buffer.from(await value.arrayBuffer());
    const mime = value.type || UPLOADED[kind === 'jpeg' ? 'photo' : kind];
    return world.files.keep({ bytes, mime });
  }
  return isOnThisMachine(value) ? world.files.keep(await download(value, kind)) : value;
}

function sendFile(kind: 'photo' | 'video' | 'document'): Method {
  const caption = z.string().optional();
  const schema = z.looseObject({ chat_id: chatId, [kind]: file, caption, ...content });
  return method(schema, async (call, p) => {
    call.chats.writable(call.bot, userOf(call, p.chat_id));
    const text = p.caption && formatted(p.caption, p.parse_mode, 1024);
    const sent = {
      file_id: await keep(call, p[kind] as File | string, kind),
      file_unique_id: randomUUID(),
    };
    const size = { width: 512, height: 512 };
    const parts = {
      ...(kind === 'photo' && { photo: [{ ...sent, ...size }] }),
      ...(kind === 'video' && { video: { ...sent, ...size, duration: 5 } }),
      ...(kind === 'document' && { document: sent }),
      ...(text && { caption: text }),
      ...(p.parse_mode && { parse_mode: p.parse_mode }),
    } as Stored; // sizes and names are beside the point
    return call.chats.botWrites(call.bot, p.chat_id, withMarkup(parts, p.reply_markup));
  });
}

/** A part of an album; the simulator takes addresses and identifiers only. */
const albumItem = z.looseObject({
  type: z.enum(['photo', 'video']),
  media: reference,
  caption: z.string().optional(),
});

type InlineFile = [name: string, kind: 'jpeg' | 'video'];

/** The files that an inline result names; Telegram takes thumbnails and photos as JPEG only. */
const INLINE_FILES: Partial<Record<InlineQueryResult['type'], readonly InlineFile[]>> = {
  photo: [
    ['photo_url', 'jpeg'],
    ['thumbnail_url', 'jpeg'],
  ],
  video: [
    ['video_url', 'video'],
    ['thumbnail_url', 'jpeg'],
  ],
};

/** Downloads what a prepared message will show. @returns Telegram's copy of its picture. */
async function storeInlineFiles(
  call: Call,
  result: InlineQueryResult,
): Promise<string | undefined> {
  let picture: string | undefined;
  for (const [name, kind] of INLINE_FILES[result.type] ?? []) {
    const address = (result as unknown as Record<string, unknown>)[name];
    const kept = typeof address === 'string' ? await keep(call, address, kind) : undefined;
    picture = kind === 'jpeg' ? kept : picture;
  }
  return picture;
}

export const mediaMethods: Record<string, Method> = {
  sendphoto: sendFile('photo'),
  sendvideo: sendFile('video'),
  senddocument: sendFile('document'),

  sendmediagroup: method(
    z.looseObject({ chat_id: chatId, media: json(z.array(albumItem).min(2).max(10)) }),
    async (call, p) => {
      const { chats, bot } = call;
      chats.writable(bot, userOf(call, p.chat_id));
      const media_group_id = randomUUID();
      const album = await Promise.all(
        p.media.map(async ({ type, media, caption }) => {
          const file_id = await keep(call, media, type);
          const sent = { file_id, file_unique_id: randomUUID(), width: 512, height: 512 };
          return {
            media_group_id,
            ...(type === 'photo' ? { photo: [sent] } : { video: { ...sent, duration: 5 } }),
            ...(caption && { caption: formatted(caption, undefined, 1024) }),
          } as Stored; // as above
        }),
      );
      return album.map((parts) => chats.botWrites(bot, p.chat_id, parts));
    },
  ),

  savepreparedinlinemessage: method(
    z.looseObject({
      user_id: int,
      result: json(z.looseObject({ type: z.string(), id: z.string().min(1).max(64) })),
      allow_user_chats: bool.optional(),
      allow_bot_chats: bool.optional(),
      allow_group_chats: bool.optional(),
      allow_channel_chats: bool.optional(),
    }),
    async (call, p) => {
      const allowed = [
        p.allow_user_chats,
        p.allow_bot_chats,
        p.allow_group_chats,
        p.allow_channel_chats,
      ];
      if (!allowed.some(Boolean)) throw badRequest('at least one chat type must be allowed');
      const userId = userOf(call, p.user_id);
      const result = p.result as unknown as InlineQueryResult;
      if (result.type === 'photo' && 'photo_url' in result) {
        const { photo_width: width = 1, photo_height: height = 1 } = result;
        const ratio = Math.max(width, height) / Math.min(width, height);
        if (ratio > 20 || width + height > 10_000) throw badRequest('PHOTO_INVALID_DIMENSIONS');
      }
      const picture = await storeInlineFiles(call, result);
      const prepared = { id: randomUUID(), userId, expiresAt: unixNow() + 3600 };
      call.world.data.prepared[prepared.id] = { ...prepared, result, ...(picture && { picture }) };
      return { id: prepared.id, expiration_date: prepared.expiresAt };
    },
  ),
};
