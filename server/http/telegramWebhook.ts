import express, { Router } from 'express';
import type { Update } from 'grammy/types';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import { isSameSecret } from '../core/isSameSecret.ts';
import { createBot } from '../telegram/bot.ts';
import { receive } from '../telegram/receive.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const updateShape = z.looseObject({ update_id: z.int() });

/**
 * `POST /telegram/webhook/:bot`: Telegram's updates, authenticated by the secret that only Telegram was
 * given.
 */
export function createTelegramWebhook(app: AppContext): Router {
  const router = Router();
  const bots = new Map(app.bots.all().map((handle) => [handle.name, createBot(app, handle)]));
  const { webhookSecret } = app.config.telegram;
  const path = '/telegram/webhook/:bot';
  router.post(path, (req, _res, next) => {
    const given = req.get('x-telegram-bot-api-secret-token') ?? '';
    next(
      webhookSecret !== null && isSameSecret(given, webhookSecret)
        ? undefined
        : new DomainError('FORBIDDEN'),
    );
  });
  router.post(path, express.json({ limit: MAX_BODY_BYTES }), async (req, res) => {
    const bot = bots.get(app.bots.find(req.params.bot)?.name ?? '');
    const update = updateShape.safeParse(req.body);
    if (!bot || !update.success) {
      throw new DomainError(bot ? 'BAD_REQUEST' : 'NOT_FOUND');
    }
    const taken = await receive(app, bot, update.data as unknown as Update);
    res.status(taken ? 200 : 503).end();
  });
  return router;
}
