import { useEffect, useState } from 'react';
import { botName, botUsername } from '../../api/bot.ts';

export interface OutsideLink {
  username: string;
  url: string;
}

/** The way into Telegram: the build's bot, or the one the server names at `/api/v1/bot`. */
export function useOutsideLink(): OutsideLink | null {
  const [username, setUsername] = useState(botUsername);
  useEffect(() => {
    if (username) {
      return;
    }
    const query = botName() ? `?bot=${encodeURIComponent(botName() ?? '')}` : '';
    fetch(`/api/v1/bot${query}`)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((bot: { username?: unknown } | null) => {
        if (typeof bot?.username === 'string') {
          setUsername(bot.username);
        }
      })
      .catch(() => undefined);
  }, [username]);
  if (!username) {
    return null;
  }
  const start = new URLSearchParams(location.search).get('startapp');
  return { username, url: `https://t.me/${username}?startapp${start ? `=${start}` : ''}` };
}
