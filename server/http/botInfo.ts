/** What a page outside Telegram needs to link to the bot: its public name, and whom to write to. */
import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';

const KNOWN_FOR_S = 300;

/**
 * `GET /api/v1/bot?bot=` → `{ username, supportContact }`; without `bot` the first one configured. Open to
 * everybody: both are what any Telegram user can look up. The contact is null where admins have set none.
 * @throws DomainError NOT_FOUND (no such bot), OVERLOADED (Telegram has not told the name yet).
 */
export function createBotInfo(app: AppContext): Router {
  const router = Router();
  router.get('/api/v1/bot', async (req, res) => {
    const { bot: asked } = req.query;
    const bot = typeof asked === 'string' && asked ? app.bots.find(asked) : app.bots.first;
    if (!bot) {
      throw new DomainError('NOT_FOUND');
    }
    if (bot.username === null) {
      await app.bots.learnUsernames().catch((cause: unknown) => {
        throw new DomainError('OVERLOADED', {}, { cause });
      });
    }
    res.set('Cache-Control', `public, max-age=${KNOWN_FOR_S}`);
    const { settings } = await app.catalog.read();
    res.json({ username: bot.username, supportContact: settings.support_contact ?? null });
  });
  return router;
}
