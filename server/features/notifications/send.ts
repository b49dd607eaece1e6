/** Sends one message to Telegram. */
import { InlineKeyboard, type InputFile } from 'grammy';
import type { Language } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import type { BotHandle } from '../../telegram/bots.ts';
import { launchKeyboard } from '../../telegram/launchButton.ts';
import type { ComposedMessage } from './messages.ts';
import { photoFor, saveFileId } from './pictures.ts';

interface Addressee {
  telegramId: number;
  language: Language;
}

/**
 * Sends a message once. Nothing in it is markup.
 * @throws GrammyError (Telegram has refused), HttpError (no answer: it may have been sent).
 */
export async function sendComposed(
  app: AppContext,
  bot: BotHandle,
  { telegramId, language }: Addressee,
  { text, button, pictureId = null }: ComposedMessage,
): Promise<void> {
  const keyboard = button?.url
    ? new InlineKeyboard().url(button.label, button.url)
    : button && launchKeyboard(app, bot.name, language, button);
  const markup = keyboard ? { reply_markup: keyboard } : {};
  if (pictureId === null) {
    const link_preview_options = { is_disabled: true };
    await bot.api.sendMessage(telegramId, text, { ...markup, link_preview_options });
    return;
  }
  const photo = await photoFor(app, pictureId, bot.name);
  const { photo: sizes } = await bot.api.sendPhoto(telegramId, photo, { ...markup, caption: text });
  await storeFileId(app, pictureId, bot.name, photo, sizes.at(-1)?.file_id);
}

/** The message has gone out: failing to store Telegram's copy does not make it unsent. */
async function storeFileId(
  app: AppContext,
  pictureId: string,
  botName: string,
  photo: string | InputFile,
  fileId: string | undefined,
): Promise<void> {
  if (typeof photo !== 'string' && fileId !== undefined) {
    await saveFileId(app, pictureId, botName, fileId).catch((err: unknown) =>
      app.log.warn({ err }, "Telegram's copy of a picture was not noted"),
    );
  }
}
