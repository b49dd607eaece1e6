import { z } from 'zod';
import { botId, privateChat } from '../chats.ts';
import { badRequest } from '../errors.ts';
import { asUser } from '../people.ts';
import { unixNow } from '../world.ts';
import { chatId, int, type Method, method } from './call.ts';
import { content, formatted, markup, type Stored, userOf, withMarkup } from './content.ts';
import { inlineKeyboard } from './markup.ts';

/** Writing to people, and asking about them. */
export const messageMethods: Record<string, Method> = {
  sendmessage: method(
    z.looseObject({
      chat_id: chatId,
      message_thread_id: int.optional(),
      text: z.string().default(''),
      ...content,
    }),
    ({ chats, bot }, p) => {
      if (!p.text.trim()) throw badRequest('message text is empty');
      const text = formatted(p.text, p.parse_mode, 4096);
      const topic = p.message_thread_id;
      const parts = {
        text,
        ...(topic !== undefined && { message_thread_id: topic, is_topic_message: true }),
        ...(p.parse_mode && { parse_mode: p.parse_mode }),
      } as Stored; // as below
      return chats.botWrites(bot, p.chat_id, withMarkup(parts, p.reply_markup));
    },
  ),

  createforumtopic: method(z.looseObject({ chat_id: chatId, name: z.string() }), ({ chats }, p) =>
    chats.groups.createTopic(p.chat_id, p.name),
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
};
