import { InlineKeyboard } from 'grammy';
import type { Language } from '../../shared/schemas/primitives.ts';
import type { AppContext } from '../context.ts';
import { words } from './words.ts';

/**
 * The app's address for a bot's button. Such a button carries no signed start parameter, so the app
 * is told where to lead by the address; who invited whom the server knows from the message itself.
 * Null while no PUBLIC_URL is configured.
 */
export function launchUrl(app: AppContext, botName: string, startParam?: string): string | null {
  if (app.config.http.publicUrl === null) {
    return null;
  }
  const url = new URL('/', app.config.http.publicUrl);
  if (botName !== app.bots.first.name) {
    url.searchParams.set('bot', botName);
  }
  if (startParam) {
    url.searchParams.set('tgWebAppStartParam', startParam);
  }
  return url.href;
}

/** One button that opens the app; none while it has no address. */
export function launchKeyboard(
  app: AppContext,
  botName: string,
  language: Language,
  startParam?: string,
): InlineKeyboard | undefined {
  const url = launchUrl(app, botName, startParam);
  return url === null ? undefined : new InlineKeyboard().webApp(words.open[language], url);
}
