/** How a bot is set up at Telegram: webhook, commands, descriptions and the menu button. */
import type { Api } from 'grammy';
import { DEFAULT_LANGUAGE, languages, readersOf } from '../../shared/language.ts';
import type { Config } from '../app/config.ts';
import { allowedUpdates } from './bot.ts';
import { texts } from './messages.ts';

/** Where Telegram sends a bot's updates. */
export function webhookAddress(publicUrl: string, botName: string): string {
  return `${publicUrl}/telegram/webhook/${botName}`;
}

/** Registers the webhook in webhook mode, and removes it otherwise. */
export async function setUpdates(
  api: Api,
  botName: string,
  { telegram, http }: Pick<Config, 'telegram' | 'http'>,
): Promise<void> {
  if (telegram.mode === 'webhook' && telegram.webhookSecret !== null) {
    await api.setWebhook(webhookAddress(http.publicUrl ?? '', botName), {
      secret_token: telegram.webhookSecret,
      allowed_updates: allowedUpdates,
    });
  } else {
    await api.deleteWebhook();
  }
}

/** Telegram shows the texts of the person's language, and those without one to everybody else. */
const readers = [
  ...languages
    .filter((language) => language !== DEFAULT_LANGUAGE)
    .flatMap((language) => readersOf[language].map((code) => ({ language, code }))),
  { language: DEFAULT_LANGUAGE, code: undefined },
];

export async function setCommands(api: Api): Promise<void> {
  for (const { language, code } of readers) {
    const commands = Object.entries(texts.commands).map(([command, description]) => ({
      command,
      description: description[language],
    }));
    await api.setMyCommands(commands, code ? { language_code: code } : {});
  }
}

/** Fills the descriptions that are empty; what an owner has written stays. */
export async function describeBot(api: Api): Promise<void> {
  for (const { language, code } of readers) {
    const of = code ? { language_code: code } : {};
    if (!(await api.getMyDescription(of)).description) {
      await api.setMyDescription(texts.description[language], of);
    }
    if (!(await api.getMyShortDescription(of)).short_description) {
      await api.setMyShortDescription(texts.shortDescription[language], of);
    }
  }
}
