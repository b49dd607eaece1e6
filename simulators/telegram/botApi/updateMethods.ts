import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { bool, int, json, type Method, method } from './call.ts';
import { isReachableUrl } from './markup.ts';

const allowedUpdates = json(z.array(z.string()).optional());

/** How a bot gets its updates. */
export const updateMethods: Record<string, Method> = {
  setwebhook: method(
    z.looseObject({
      url: z.string().default(''),
      secret_token: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,256}$/, 'secret token contains unallowed characters')
        .optional(),
      allowed_updates: allowedUpdates,
      max_connections: int.min(1).max(100).default(40),
      drop_pending_updates: bool.default(false),
    }),
    ({ world, bot }, p) => {
      const queue = world.queue(bot);
      if (p.allowed_updates) queue.allowedUpdates = p.allowed_updates;
      if (p.url && !isReachableUrl(p.url)) {
        throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
      }
      const webhook = {
        url: p.url,
        secretToken: p.secret_token ?? '',
        allowedUpdates: queue.allowedUpdates,
        maxConnections: p.max_connections,
      };
      queue.setWebhook(p.url ? webhook : null, p.drop_pending_updates);
      return true;
    },
  ),

  deletewebhook: method(
    z.looseObject({ drop_pending_updates: bool.default(false) }),
    ({ world, bot }, p) => {
      world.queue(bot).setWebhook(null, p.drop_pending_updates);
      return true;
    },
  ),

  getwebhookinfo: method(z.looseObject({}), ({ world, bot }) => {
    const { webhook, pendingCount, lastError, allowedUpdates: allowed } = world.queue(bot);
    return {
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: pendingCount,
      ...(webhook && { max_connections: webhook.maxConnections }),
      ...(allowed.length > 0 && { allowed_updates: allowed }),
      ...(lastError && { last_error_date: lastError.date, last_error_message: lastError.message }),
    };
  }),

  getupdates: method(
    z.looseObject({
      offset: int.default(0),
      limit: int.min(1).max(100).default(100),
      timeout: int.min(0).max(50).default(0),
      allowed_updates: allowedUpdates,
    }),
    ({ world, bot }, p) => {
      const queue = world.queue(bot);
      if (p.allowed_updates) queue.allowedUpdates = p.allowed_updates;
      return queue.take(p.offset, p.limit, p.timeout);
    },
  ),
};
