import { generateKeyPairSync } from 'node:crypto';
import { chatInstance } from './chats.ts';
import { asUser } from './people.ts';
import { signInitData } from './signInitData.ts';
import { type TelegramWorld, unixNow } from './world.ts';

/** Used instead of Telegram's own key, whose private half only Telegram has. */
const telegramKey = generateKeyPairSync('ed25519');

/** The public half, with which third parties can verify signatures. */
export const simulatedPublicKey = telegramKey.publicKey;

export interface LaunchOptions {
  bot: string;
  person: number | string;
  startParam?: string;
  /** Language of the Telegram app, when it is not the person's own. */
  languageCode?: string;
  /** Unix seconds; default now. */
  authDate?: number;
}

/** Genuine init data (raw query string) for a person who opens a bot's app. */
export function createInitData(world: TelegramWorld, options: LaunchOptions): string {
  const bot = world.bot(options.bot);
  const person = world.person(options.person);
  const chat = world.chat(bot.name, person.id);
  const fields = {
    user: {
      ...asUser(person),
      is_bot: undefined,
      ...(options.languageCode && { language_code: options.languageCode }),
      ...(chat.writeAccess && { allows_write_to_pm: true }),
      ...(person.hasPhoto && { photo_url: `${world.origin}/sim/people/${person.id}/photo.svg` }),
    },
    chat_instance: chatInstance(person.id),
    chat_type: 'sender',
    auth_date: options.authDate ?? unixNow(),
    ...(options.startParam && { start_param: options.startParam }),
  };
  return signInitData(fields, bot.token, { signature: telegramKey.privateKey });
}
