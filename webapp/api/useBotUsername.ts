import { useEffect, useState } from 'react';
import { botName, botUsername } from './bot.ts';
import { readCachedMe } from './cachedMe.ts';

/**
 * The bot's Telegram username where the profile cannot tell it (outside Telegram, a closed
 * session): the build's, the last session's, or what the server says at `/api/v1/bot`.
 */
export function useBotUsername(): string | null {
  const [username, setUsername] = useState(() => botUsername() ?? readCachedMe()?.bot.username);
  useEffect(() => {
    if (username) {
      return;
    }
    const bot = botName();
    fetch(`/api/v1/bot${bot ? `?bot=${encodeURIComponent(bot)}` : ''}`)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((found: { username?: unknown } | null) => {
        if (typeof found?.username === 'string') {
          setUsername(found.username);
        }
      })
      .catch(() => undefined);
  }, [username]);
  return username ?? null;
}

/** The chat with the bot, where `/paysupport` answers; null while its name is not known. */
export function useSupportUrl(): string | null {
  const username = useBotUsername();
  return username && `https://t.me/${username}?start=support`;
}
