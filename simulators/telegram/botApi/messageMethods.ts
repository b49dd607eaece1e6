import { randomUUID } from 'node:crypto';
import type { InlineQueryResult, Message } from 'grammy/types';
import { z } from 'zod';
import { botId, privateChat } from '../chats.ts';
import { badRequest } from '../errors.ts';
import { asUser } from '../people.ts';
import { unixNow } from '../world.ts';
import { bool, type Call, chatId, int, json, type Method, method } from './call.ts';
import { checkHtml, inlineKeyboard, isReachableUrl, replyMarkup } from './markup.ts';

const markup = json(replyMarkup);
const content = { parse_mode: z.string().optional(), reply_markup: markup };

/** A message as people see it, plus the parse mode, which only the host page's drawing needs. */
type Stored = Partial<Message> & { parse_mode?: string };

function formatted(text: string, parseMode: string | undefined, limit: number): string {
  if (parseMode === 'HTML') checkHtml(text);
  if (text.length > limit) throw badRequest('message is too long');
  return text;
}

function withMarkup(parts: Stored, keyboard: z.infer<typeof replyMarkup>): Stored {
  const inline = inlineKeyboard(keyboard);
  return { ...parts, ...(inline && { reply_markup: inline }) };
}

function userOf({ world }: Call, id: number | string): number {
  return world.person(id).id;
}

const file = z.union([
  z.string().refine((v) => isReachableUrl(v) || /^[\w-]+$/.test(v), 'wrong file identifier'),
  z.instanceof(File),
]);

/** An upload gets a file identifier; addresses and identifiers stay what they are. */
async function fileId({ world }: Call, value: z.infer<typeof file>): Promise<string> {
  if (typeof value === 'string') return value;
  const id = randomUUID();
  world.data.files[id] = Buffer.from(await value.arrayBuffer()).toString('base64');
  return id;
}

function sendFile(kind: 'photo' | 'video' | 'document'): Method {
  const caption = z.string().optional();
  const schema = z.looseObject({ chat_id: chatId, [kind]: file, caption, ...content });
  return method(schema, async (call, p) => {
    call.chats.writable(call.bot, userOf(call, p.chat_id));
    const text = p.caption && formatted(p.caption, p.parse_mode, 1024);
    const sent = {
      file_id: await fileId(call, p[kind] as File | string),
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
  media: z.string().refine((v) => isReachableUrl(v) || /^[\w-]+$/.test(v), 'wrong file identifier'),
  caption: z.string().optional(),
});

/** Writing to people, and asking about them. */
export const messageMethods: Record<string, Method> = {
  sendmessage: method(
    z.looseObject({ chat_id: chatId, text: z.string().default(''), ...content }),
    ({ chats, bot }, p) => {
      if (!p.text.trim()) throw badRequest('message text is empty');
      const text = formatted(p.text, p.parse_mode, 4096);
      const parts: Stored = { text, ...(p.parse_mode && { parse_mode: p.parse_mode }) };
      return chats.botWrites(bot, p.chat_id, withMarkup(parts, p.reply_markup));
    },
  ),

  sendphoto: sendFile('photo'),
  sendvideo: sendFile('video'),
  senddocument: sendFile('document'),

  sendmediagroup: method(
    z.looseObject({ chat_id: chatId, media: json(z.array(albumItem).min(2).max(10)) }),
    ({ chats, bot }, p) => {
      const media_group_id = randomUUID();
      return p.media.map(({ type, media, caption }) => {
        const sent = { file_id: media, file_unique_id: randomUUID(), width: 512, height: 512 };
        const parts = {
          media_group_id,
          ...(type === 'photo' ? { photo: [sent] } : { video: { ...sent, duration: 5 } }),
          ...(caption && { caption: formatted(caption, undefined, 1024) }),
        } as Stored; // as above
        return chats.botWrites(bot, p.chat_id, parts);
      });
    },
  ),

  sendchataction: method(z.looseObject({ chat_id: chatId, action: z.string() }), (call, p) => {
    call.chats.writable(call.bot, userOf(call, p.chat_id));
    return true;
  }),

  editmessagetext: method(
    z.looseObject({ chat_id: chatId, message_id: int, text: z.string().min(1), ...content }),
    (call, p) => {
      const message = call.chats.find(call.bot, userOf(call, p.chat_id), p.message_id);
      const text = formatted(p.text, p.parse_mode, 4096);
      const keyboard = inlineKeyboard(p.reply_markup);
      const isSame = message.text === text;
      if (isSame && JSON.stringify(message.reply_markup) === JSON.stringify(keyboard)) {
        throw badRequest('message is not modified');
      }
      delete message.reply_markup;
      Object.assign(message, { text, edit_date: unixNow() });
      if (keyboard) message.reply_markup = keyboard;
      call.world.changed();
      return message;
    },
  ),

  editmessagereplymarkup: method(
    z.looseObject({ chat_id: chatId, message_id: int, reply_markup: markup }),
    (call, p) => {
      const message = call.chats.find(call.bot, userOf(call, p.chat_id), p.message_id);
      const keyboard = inlineKeyboard(p.reply_markup);
      delete message.reply_markup;
      if (keyboard) message.reply_markup = keyboard;
      call.world.changed();
      return message;
    },
  ),

  deletemessage: method(z.looseObject({ chat_id: chatId, message_id: int }), (call, p) => {
    call.chats.remove(call.bot, userOf(call, p.chat_id), p.message_id);
    return true;
  }),

  answercallbackquery: method(
    z.looseObject({ callback_query_id: z.string(), text: z.string().max(200).default('') }),
    ({ chats, world }, p) => {
      chats.callbackAnswers.set(p.callback_query_id, p.text);
      world.changed();
      return true;
    },
  ),

  getchat: method(z.looseObject({ chat_id: chatId }), ({ world }, p) => {
    const isChannel = typeof p.chat_id === 'string' || p.chat_id < 0;
    if (isChannel) return { id: p.chat_id, type: 'channel', title: String(p.chat_id) };
    const person = world.person(p.chat_id);
    return { ...privateChat(person), accent_color_id: 0, max_reaction_count: 11 };
  }),

  getchatmember: method(z.looseObject({ chat_id: chatId, user_id: int }), (call, p) => {
    const { world, chats, bot } = call;
    if (p.user_id === botId(world.bot(bot))) {
      return { status: 'administrator', user: chats.asBotUser(bot) };
    }
    const person = world.findPerson(p.user_id);
    if (!person) throw badRequest('PARTICIPANT_ID_INVALID');
    const isMember = chats.isMember(String(p.chat_id), person.id);
    return { status: isMember ? 'member' : 'left', user: asUser(person) };
  }),

  savepreparedinlinemessage: method(
    z.looseObject({
      user_id: int,
      result: json(z.looseObject({ type: z.string(), id: z.string().min(1).max(64) })),
      allow_user_chats: bool.optional(),
      allow_bot_chats: bool.optional(),
      allow_group_chats: bool.optional(),
      allow_channel_chats: bool.optional(),
    }),
    (call, p) => {
      const allowed = [
        p.allow_user_chats,
        p.allow_bot_chats,
        p.allow_group_chats,
        p.allow_channel_chats,
      ];
      if (!allowed.some(Boolean)) throw badRequest('at least one chat type must be allowed');
      const userId = userOf(call, p.user_id);
      const prepared = { id: randomUUID(), userId, expiresAt: unixNow() + 3600 };
      const result = p.result as unknown as InlineQueryResult;
      if (result.type === 'photo' && 'photo_url' in result) {
        const { photo_width: width = 1, photo_height: height = 1 } = result;
        const ratio = Math.max(width, height) / Math.min(width, height);
        if (ratio > 20 || width + height > 10_000) throw badRequest('PHOTO_INVALID_DIMENSIONS');
      }
      call.world.data.prepared[prepared.id] = { ...prepared, result };
      return { id: prepared.id, expiration_date: prepared.expiresAt };
    },
  ),
};
