import { useEffect, useState } from 'react';
import { botName, botUsername } from './bot.ts';
import { readCachedMe } from './cachedMe.ts';

interface BotInfo {
  username?: unknown;
  supportContact?: unknown;
}

/** What the server tells anybody at `/api/v1/bot`; null when it can't be asked. */
async function askBotInfo(): Promise<BotInfo | null> {
  const bot = botName();
  const answer = await fetch(`/api/v1/bot${bot ? `?bot=${encodeURIComponent(bot)}` : ''}`);
  return answer.ok ? await answer.json() : null;
}

/**
 * The bot's Telegram username where the profile cannot tell it (outside Telegram, a closed
 * session): the build's, the last session's, or what the server says.
 */
export function useBotUsername(): string | null {
  const [username, setUsername] = useState(() => botUsername() ?? readCachedMe()?.bot.username);
  useEffect(() => {
    if (username) {
      return;
    }
    askBotInfo()
      .then((found) => {
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

/** Whom to write to outside of the app, as the profile said last; null where nobody is named. */
export function lastContact(): string | null {
  return readCachedMe()?.supportContact ?? null;
}

/** The same where the profile can't be read: as the server says to anybody. */
export function useSupportContact(): string | null {
  const [contact, setContact] = useState(lastContact);
  useEffect(() => {
    askBotInfo()
      .then((found) => {
        if (found) {
          setContact(typeof found.supportContact === 'string' ? found.supportContact : null);
        }
      })
      .catch(() => undefined);
  }, []);
  return contact;
}

/** The address of a contact, which is `@name` or a link of t.me. */
export function contactUrl(contact: string): string {
  return contact.startsWith('@') ? `https://t.me/${contact.slice(1)}` : contact;
}
