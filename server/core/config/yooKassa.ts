import type { BotConfig } from './bots.ts';
import type { Environment } from './environment.ts';
import { allOrNone } from './problems.ts';

export interface YooKassaConfig {
  shopId: string;
  secretKey: string;
  returnUrl: string;
  currency: 'RUB';
  apiRoot: string;
  /** Names of the bots in which it is offered. */
  bots: string[];
  /** What receipts by 54-FZ say; null = the shop gives none. */
  receipts: { vatCode: number; taxSystemCode: number | null; email: string | null } | null;
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
  return set
    ? {
        shopId: set.YOOKASSA_SHOP_ID,
        secretKey: set.YOOKASSA_SECRET_KEY,
        returnUrl: set.YOOKASSA_RETURN_URL,
        currency: env.YOOKASSA_CURRENCY,
        apiRoot: env.YOOKASSA_API_ROOT,
        bots: named,
        receipts: env.YOOKASSA_RECEIPT_VAT_CODE
          ? {
              vatCode: env.YOOKASSA_RECEIPT_VAT_CODE,
              taxSystemCode: env.YOOKASSA_RECEIPT_TAX_SYSTEM ?? null,
              email: env.YOOKASSA_RECEIPT_EMAIL ?? null,
            }
          : null,
      }
    : null;
}
