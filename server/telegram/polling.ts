/**
 * Long polling, for machines that Telegram can't reach. An update is confirmed once it is stored or
 * processed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppContext } from '../app/context.ts';
import { allowedUpdates, type RunningBot } from './bot.ts';
import { receive } from './receive.ts';

const POLL_S = 25;
const PAUSE_MS = 1000;
const MAX_PAUSE_MS = 30_000;

/** Goes on until `signal` is aborted. */
export async function poll(app: AppContext, bot: RunningBot, signal: AbortSignal): Promise<void> {
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await bot.bot.api.getUpdates(
        { offset, timeout: POLL_S, allowed_updates: allowedUpdates },
        // The two types of AbortSignal differ in name only.
        signal as never,
      );
      // Updates of one batch don't wait for each other: a checkout has ten seconds.
      const taken = await Promise.all(updates.map((update) => receive(app, bot, update)));
      const refused = taken.indexOf(false);
      const confirmed = refused === -1 ? updates : updates.slice(0, refused);
      offset = (confirmed.at(-1)?.update_id ?? offset - 1) + 1;
      failures = refused === -1 ? 0 : failures + 1;
    } catch (error) {
      failures += 1;
      if (!signal.aborted) {
        app.log.warn({ err: error, bot: bot.handle.name }, 'polling for updates failed');
      }
    }
    if (failures > 0) {
      const pause = Math.min(PAUSE_MS * 2 ** (failures - 1), MAX_PAUSE_MS);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}
