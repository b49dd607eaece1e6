import { botUsername } from './bot.ts';
import { readCachedMe } from './cachedMe.ts';

/** The chat with the bot, where `/paysupport` answers; null when its name is not known. */
export function supportUrl(): string | null {
  const name = readCachedMe()?.bot.username ?? botUsername();
  return name ? `https://t.me/${name}?start=support` : null;
}
