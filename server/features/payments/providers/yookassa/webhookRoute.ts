import express, { Router } from 'express';
import type { AppContext } from '../../../../app/context.ts';
import { DomainError } from '../../../../core/errors.ts';
import { isYooKassaAddress } from './address.ts';
import { YOOKASSA_WEBHOOK_PATH } from './config.ts';
import { acceptNotification } from './events.ts';
import { notificationSchema } from './types.ts';

const MAX_BODY_BYTES = 256 * 1024;
const LOOPBACK = ['127.0.0.0/8', '::1'];

/**
 * `POST /yookassa/webhook`. Notifications are not signed: they have to come from YooKassa's networks
 * (`req.ip` believes only the configured proxies), and what they say is read again from YooKassa.
 */
export function createYooKassaWebhook(app: AppContext): Router {
  const router = Router();
  const path = YOOKASSA_WEBHOOK_PATH;
  const url = app.config.payments.yookassa?.webhookUrl;
  if (url) {
    app.log.info({ url }, 'YooKassa sends its notifications here');
  }
  const extra = extraNetworks(app.config.payments.yookassa?.apiRoot);
  router.post(path, (req, _res, next) => {
    if (!app.config.payments.yookassa) {
      throw new DomainError('NOT_FOUND');
    }
    if (!isYooKassaAddress(req.ip ?? '', { extra })) {
      throw new DomainError('FORBIDDEN', {}, { cause: 'an address that is not YooKassa’s' });
    }
    next();
  });
  router.post(path, express.json({ limit: MAX_BODY_BYTES, type: () => true }), async (req, res) => {
    const body: unknown = req.body;
    const notification = notificationSchema.safeParse(body);
    if (notification.success) {
      await acceptNotification(app, notification.data);
    } else {
      // An event that this product does not use; it would be repeated for a day if refused.
      app.log.warn({ event: eventOf(body) }, 'an unknown notification');
    }
    res.status(200).end();
  });
  return router;
}

function eventOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'event' in body ? body.event : null;
}

/** A simulator on this machine sends from this machine. */
function extraNetworks(apiRoot: string | undefined): string[] {
  const host = apiRoot === undefined ? '' : new URL(apiRoot).hostname;
  return host === 'localhost' || host.startsWith('127.') ? LOOPBACK : [];
}
