/**
 * `POST /fal/webhook`: fal says that a request is over. This is only a hint: whoever works on the
 * generation reads the truth from the queue at once instead of at the next poll. Lost, repeated and late
 * webhooks change nothing.
 */
import express, { Router } from 'express';
import type { AppContext } from '../../../../app/context.ts';
import { DomainError } from '../../../../core/errors.ts';
import { findRunning } from '../../lookup.ts';
import { FAL_API_ROOT, FAL_WEBHOOK_PATH } from './config.ts';
import { FAL_JWKS_URL } from './queue.ts';
import { createFalWebhookVerifier } from './webhook.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

export function createFalWebhook(app: AppContext): Router {
  const router = Router();
  const { fal } = app.config.generation.providers;
  if (!fal) {
    return router;
  }
  const isFal = new URL(fal.apiRoot).origin === new URL(FAL_API_ROOT).origin;
  const verify = createFalWebhookVerifier({
    jwksUrl: isFal ? FAL_JWKS_URL : new URL('/.well-known/jwks.json', fal.apiRoot).href,
  });
  router.post(
    FAL_WEBHOOK_PATH,
    express.raw({ type: () => true, limit: MAX_BODY_BYTES }),
    async (req, res) => {
      const body: unknown = req.body;
      const webhook = await verify(
        req.headers,
        Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      ).catch((cause: unknown) => {
        throw new DomainError('OVERLOADED', {}, { cause });
      });
      if (!webhook) {
        throw new DomainError('FORBIDDEN');
      }
      const generation = await findRunning(app.db, 'fal', webhook.request_id);
      if (generation) {
        app.generationSignals.send(generation.id);
      }
      res.status(200).end();
    },
  );
  return router;
}
