let name: string | undefined;

/** Reads the bot's name: `?bot=` of the opened address, else the build's own, else none. */
export function readBotName(search: string): void {
  const asked = new URLSearchParams(search).get('bot');
  const built: unknown = import.meta.env.VITE_BOT;
  name = asked || (typeof built === 'string' && built ? built : undefined);
}

/** The bot whose token has signed the launch data; undefined = the server's first one. */
export function botName(): string | undefined {
  return name;
}

/** The bot's Telegram username for pages outside Telegram; the build may name it. */
export function botUsername(): string | null {
  const built: unknown = import.meta.env.VITE_BOT_USERNAME;
  return typeof built === 'string' && built ? built : null;
}
