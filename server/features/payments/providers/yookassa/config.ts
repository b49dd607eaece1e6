import type { BotConfig } from '../../../../core/config/bots.ts';
import type { Environment } from '../../../../core/config/environment.ts';
import { allOrNone } from '../../../../core/config/problems.ts';

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
  /** Where YooKassa sends its notifications, as set in its cabinet; null when nobody has said. */
  webhookUrl: string | null;
}

/** Off, or complete: what is half set is a problem. */
export function readYooKassa(
  env: Environment,
  bots: BotConfig[],
  problems: string[],
): YooKassaConfig | null {
  const said = env.YOOKASSA_ENABLED.trim();
  const everywhere = said === 'true' || said === '1';
  const nowhere = said === 'false' || said === '0';
  const named = everywhere ? bots.map((bot) => bot.name) : nowhere ? [] : said.split(/[\s,]+/);
  for (const name of named) {
    if (!bots.some((bot) => bot.name === name)) {
      problems.push(
        `YOOKASSA_ENABLED: must be true, false or names of bots; there is no bot "${name}"`,
      );
    }
  }
  const set = allOrNone(
    env,
    ['YOOKASSA_SHOP_ID', 'YOOKASSA_SECRET_KEY', 'YOOKASSA_RETURN_URL'],
    !nowhere,
    'YOOKASSA_ENABLED is on',
    problems,
  );
  const receipts = readReceipts(env, problems);
  const webhookUrl = readWebhookUrl(env, problems);
  return set
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
}

/** Receipts are switched on by the code of VAT; each needs an address, also for those who name none. */
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

export const YOOKASSA_WEBHOOK_PATH = '/yookassa/webhook';

/** What is set in YooKassa's cabinet has to be an address that this server answers. */
function readWebhookUrl(env: Environment, problems: string[]): string | null {
  const said = env.YOOKASSA_WEBHOOK_URL;
  if (said === undefined) {
    return env.PUBLIC_URL ? `${env.PUBLIC_URL.replace(/\/+$/, '')}${YOOKASSA_WEBHOOK_PATH}` : null;
  }
  if (!new URL(said).pathname.endsWith(YOOKASSA_WEBHOOK_PATH)) {
    problems.push(
      `YOOKASSA_WEBHOOK_URL: must end with ${YOOKASSA_WEBHOOK_PATH}, where notifications are taken`,
    );
  }
  return said;
}
