import type { BotCommand, MenuButton } from 'grammy/types';
import { z } from 'zod';
import { bool, json, type Method, method } from './call.ts';
import { webAppUrlProblem } from './markup.ts';

const TEXT_LIMITS = { name: 64, description: 512, short_description: 120 } as const;
type TextKind = keyof typeof TEXT_LIMITS;

const command = z.object({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/, 'BOT_COMMAND_INVALID'),
  description: z.string().min(1).max(256),
});
const menuButton = z
  .looseObject({
    type: z.enum(['commands', 'default', 'web_app']),
    web_app: z.object({ url: z.string() }).optional(),
  })
  .optional();

/** A text for readers of one language, or, without one, for those who have none of their own. */
const inLanguage = {
  language_code: z
    .string()
    .regex(/^([a-z]{2})?$/)
    .default(''),
};
const keyOf = (kind: TextKind, language: string) => (language ? `${kind} ${language}` : kind);

function setText(kind: TextKind): Method {
  const schema = z.object({ text: z.string().max(TEXT_LIMITS[kind]).default(''), ...inLanguage });
  const named = z.preprocess((params) => {
    const given = params as Record<string, unknown>;
    return { ...given, text: given[kind] };
  }, schema);
  return method(named, ({ world, bot }, { text, language_code }) => {
    world.profile(bot).texts[keyOf(kind, language_code)] = text;
    world.changed();
    return true;
  });
}

function getText(kind: TextKind): Method {
  return method(z.looseObject(inLanguage), ({ world, bot }, { language_code }) => {
    const { texts } = world.profile(bot);
    return { [kind]: texts[keyOf(kind, language_code)] || (texts[kind] ?? '') };
  });
}

/** Who the bot is and how it presents itself. */
export const accountMethods: Record<string, Method> = {
  getme: method(z.looseObject({}), ({ chats, bot }) => ({
    ...chats.asBotUser(bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: true,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
  })),

  setmycommands: method(z.looseObject({ commands: json(z.array(command).max(100)) }), (call, p) => {
    call.world.profile(call.bot).commands = p.commands as BotCommand[];
    call.world.changed();
    return true;
  }),
  getmycommands: method(z.looseObject({}), ({ world, bot }) => world.profile(bot).commands),
  deletemycommands: method(z.looseObject({}), ({ world, bot }) => {
    world.profile(bot).commands = [];
    return true;
  }),

  setchatmenubutton: method(
    z.looseObject({
      chat_id: z.coerce.number().int().optional(),
      menu_button: json(menuButton),
      force: bool.optional(),
    }),
    ({ world, bot }, { chat_id, menu_button = { type: 'default' } }) => {
      if (menu_button.type === 'web_app') {
        const problem = webAppUrlProblem(menu_button.web_app?.url ?? '');
        if (problem) throw problem;
      }
      const profile = world.profile(bot);
      if (chat_id === undefined) {
        profile.menuButton = menu_button as MenuButton;
      } else {
        profile.chatMenuButtons[chat_id] = menu_button as MenuButton;
      }
      world.changed();
      return true;
    },
  ),
  getchatmenubutton: method(
    z.looseObject({ chat_id: z.coerce.number().int().optional() }),
    ({ world, bot }, { chat_id }) => world.menuButton(bot, chat_id),
  ),

  setmyname: setText('name'),
  getmyname: getText('name'),
  setmydescription: setText('description'),
  getmydescription: getText('description'),
  setmyshortdescription: setText('short_description'),
  getmyshortdescription: getText('short_description'),
};
