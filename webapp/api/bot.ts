import { launch } from '../telegram/launch.ts';

/**
 * The bot whose token has signed the launch data: the one in the URL, else the build's own; undefined = the
 * server's first one.
 */
export function botName(): string | undefined {
  const opened = launch();
  const asked = opened ? opened.bot : new URLSearchParams(location.search).get('bot');
  const built: unknown = import.meta.env.VITE_BOT;
  return asked || (typeof built === 'string' && built ? built : undefined);
}

/** The bot's Telegram username for pages outside Telegram; the build may name it. */
export function botUsername(): string | null {
  const built: unknown = import.meta.env.VITE_BOT_USERNAME;
  return typeof built === 'string' && built ? built : null;
}
