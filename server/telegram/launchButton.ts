import { InlineKeyboard } from 'grammy';
import type { Language } from '../../shared/schemas/primitives.ts';
import type { AppContext } from '../app/context.ts';
import { texts } from './messages.ts';

export interface LaunchTarget {
  /** The screen to open; `/` when absent. */
  path?: string | undefined;
  startParam?: string | undefined;
}

/**
 * The app's address for a bot's button. Such a button carries no signed start parameter, so the URL tells the
 * app which screen to open; the server knows the inviter from the message itself. Null while no PUBLIC_URL is
 * configured.
 */
export function launchUrl(
  app: AppContext,
  botName: string,
  { path = '/', startParam }: LaunchTarget = {},
): string | null {
  if (app.config.http.publicUrl === null) {
    return null;
  }
  const url = new URL(path, app.config.http.publicUrl);
  if (botName !== app.bots.first.name) {
    url.searchParams.set('bot', botName);
  }
  if (startParam) {
    url.searchParams.set('tgWebAppStartParam', startParam);
  }
  return url.href;
}

/** One button that opens the app; none while the app has no URL. */
export function launchKeyboard(
  app: AppContext,
  botName: string,
  language: Language,
  target: LaunchTarget & { label?: string } = {},
): InlineKeyboard | undefined {
  const url = launchUrl(app, botName, target);
  const label = target.label ?? texts.open[language];
  return url === null ? undefined : new InlineKeyboard().webApp(label, url);
}
