/** The button beside the message field. Telegram keeps one for the bot, in English, and one for each chat. */
import { z } from 'zod';
import { type Language, languages } from '../../shared/language.ts';
import type { AppContext } from '../app/context.ts';
import { languageOf } from '../features/users/present.ts';
import { defineJob } from '../jobs/job.ts';
import type { BotHandle } from './bots.ts';
import { launchUrl } from './launchButton.ts';
import { texts } from './messages.ts';

/**
 * Shows the app's button in a person's language.
 * @param chatId whose chat; absent = everybody without a button of their own.
 */
export async function showMenuButton(
  app: AppContext,
  { api, name }: BotHandle,
  language: Language,
  chatId?: number,
): Promise<void> {
  const url = launchUrl(app, name);
  // Telegram accepts https URLs only.
  if (url?.startsWith('https:') || (url && app.config.environment !== 'production')) {
    await api.setChatMenuButton({
      ...(chatId === undefined ? {} : { chat_id: chatId }),
      menu_button: { type: 'web_app', text: texts.menu[language], web_app: { url } },
    });
  }
}

/** After a first launch, and after the person has chosen another language. */
export const menuButtonJob = defineJob({
  name: 'telegram.menuButton',
  payload: z.object({
    botName: z.string(),
    telegramId: z.int(),
    language: z.enum(languages).nullable(),
    languageCode: z.string().nullable(),
  }),
  policy: { retryLimit: 2, retryDelay: 30, expireInSeconds: 60 },
  handle: async (app, { botName, telegramId, language, languageCode }) => {
    const bot = app.bots.find(botName);
    if (bot) {
      await showMenuButton(app, bot, languageOf(language, languageCode), telegramId);
    }
  },
});
