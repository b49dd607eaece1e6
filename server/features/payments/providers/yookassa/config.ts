/** `YOOKASSA_…`: off, or complete. A half-configured one is a problem. */
import { z } from 'zod';
import type { BotConfig } from '../../../../core/config/bots.ts';
import { httpUrl, text } from '../../../../core/config/forms.ts';
import { allOrNone } from '../../../../core/config/problems.ts';
import { providerConfig } from '../../../../core/config/providerConfig.ts';
import { YOOKASSA_API_ROOT } from './client.ts';

export interface YooKassaConfig {
  shopId: string;
  secretKey: string;
  returnUrl: string;
  currency: 'RUB';
  apiRoot: string;
  /** Names of the bots in which it is offered. */
  bots: string[];
  /** What receipts by 54-FZ say; null = the shop gives none. */
  receipts: { vatCode: number; taxSystemCode: number | null; email: string } | null;
  /** Where YooKassa sends its notifications, as set in its cabinet; null when it is not configured. */
  webhookUrl: string | null;
}

export const YOOKASSA_WEBHOOK_PATH = '/yookassa/webhook';

const environment = {
  YOOKASSA_ENABLED: text.default('false'),
  YOOKASSA_SHOP_ID: text.optional(),
  YOOKASSA_SECRET_KEY: text.optional(),
  YOOKASSA_RETURN_URL: httpUrl.optional(),
  YOOKASSA_CURRENCY: z.literal('RUB', { error: 'must be RUB' }).default('RUB'),
  YOOKASSA_WEBHOOK_URL: httpUrl.optional(),
  YOOKASSA_API_ROOT: httpUrl.default(YOOKASSA_API_ROOT),
  YOOKASSA_RECEIPT_VAT_CODE: z.coerce.number().int().min(1).max(12).optional(),
  YOOKASSA_RECEIPT_TAX_SYSTEM: z.coerce.number().int().min(1).max(6).optional(),
  YOOKASSA_RECEIPT_EMAIL: z.email('must be an e-mail address').optional(),
};
type Environment = z.output<z.ZodObject<typeof environment>>;

export const yookassaConfig = providerConfig({
  environment,
  secrets: ['YOOKASSA_SECRET_KEY'],
  // As the header of every call carries it.
  otherSecrets: (given) => [
    Buffer.from(`${given('YOOKASSA_SHOP_ID')}:${given('YOOKASSA_SECRET_KEY')}`).toString('base64'),
  ],
  read(env, { bots, publicUrl }, problems): YooKassaConfig | null {
    const named = readBots(env.YOOKASSA_ENABLED.trim(), bots, problems);
    const set = allOrNone(
      env,
      ['YOOKASSA_SHOP_ID', 'YOOKASSA_SECRET_KEY', 'YOOKASSA_RETURN_URL'],
      named !== null,
      'YOOKASSA_ENABLED is on',
      problems,
    );
    const receipts = readReceipts(env, problems);
    const webhookUrl = readWebhookUrl(env, publicUrl, problems);
    return set && named
      ? {
          shopId: set.YOOKASSA_SHOP_ID,
          secretKey: set.YOOKASSA_SECRET_KEY,
          returnUrl: set.YOOKASSA_RETURN_URL,
          currency: env.YOOKASSA_CURRENCY,
          apiRoot: env.YOOKASSA_API_ROOT,
          bots: named,
          receipts,
          webhookUrl,
        }
      : null;
  },
});

/** The bots that offer it; null when it is off. */
function readBots(value: string, bots: readonly BotConfig[], problems: string[]): string[] | null {
  if (value === 'false' || value === '0') {
    return null;
  }
  if (value === 'true' || value === '1') {
    return bots.map((bot) => bot.name);
  }
  const named = value.split(/[\s,]+/);
  for (const name of named) {
    if (!bots.some((bot) => bot.name === name)) {
      problems.push(
        `YOOKASSA_ENABLED: must be true, false or names of bots; there is no bot "${name}"`,
      );
    }
  }
  return named;
}

/** Receipts are switched on by the VAT code; each needs an e-mail address, also for people who give none. */
function readReceipts(env: Environment, problems: string[]): YooKassaConfig['receipts'] {
  const {
    YOOKASSA_RECEIPT_VAT_CODE: vatCode,
    YOOKASSA_RECEIPT_TAX_SYSTEM: taxSystemCode = null,
    YOOKASSA_RECEIPT_EMAIL: email,
  } = env;
  if (vatCode === undefined) {
    if (taxSystemCode !== null || email !== undefined) {
      problems.push('YOOKASSA_RECEIPT_VAT_CODE: is missing, because receipts are configured');
    }
    return null;
  }
  if (email === undefined) {
    problems.push(
      'YOOKASSA_RECEIPT_EMAIL: is missing, because YOOKASSA_RECEIPT_VAT_CODE switches receipts on and YooKassa takes no payment without an address for its receipt',
    );
    return null;
  }
  return { vatCode, taxSystemCode, email };
}

/** The URL set in YooKassa's cabinet has to be one that this server answers. */
function readWebhookUrl(
  env: Environment,
  publicUrl: string | null,
  problems: string[],
): string | null {
  const value = env.YOOKASSA_WEBHOOK_URL;
  if (value === undefined) {
    return publicUrl && `${publicUrl}${YOOKASSA_WEBHOOK_PATH}`;
  }
  if (!new URL(value).pathname.endsWith(YOOKASSA_WEBHOOK_PATH)) {
    problems.push(
      `YOOKASSA_WEBHOOK_URL: must end with ${YOOKASSA_WEBHOOK_PATH}, where notifications are taken`,
    );
  }
  return value;
}
