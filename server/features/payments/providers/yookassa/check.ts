import { CHECK_TIMEOUT_MS } from '../../../../core/checkKey.ts';
import { type Finding, ok, problem, reasonOf, warning } from '../../../../core/finding.ts';
import { createYooKassaClient } from './client.ts';
import type { YooKassaConfig } from './config.ts';
import { YooKassaError } from './errors.ts';

/** Lists one payment, and compares where notifications are sent with where this server is. */
export async function checkYooKassa(
  settings: YooKassaConfig,
  publicUrl: string | null,
): Promise<Finding[]> {
  const client = createYooKassaClient({
    shopId: settings.shopId,
    secretKey: settings.secretKey,
    apiRoot: settings.apiRoot,
    timeoutMs: CHECK_TIMEOUT_MS,
    retryDelaysMs: [],
  });
  try {
    await client.listPayments({ limit: 1 });
  } catch (error) {
    const isRefused = error instanceof YooKassaError && error.status === 401;
    return [
      isRefused
        ? problem(
            'YooKassa',
            'It refuses the shop id or the secret key.',
            'Copy both from its cabinet (Интеграция → Ключи API) into YOOKASSA_SHOP_ID and YOOKASSA_SECRET_KEY.',
          )
        : problem(
            'YooKassa',
            `It can't be asked: ${plainReason(error)}.`,
            'Check the network and YOOKASSA_API_ROOT.',
          ),
    ];
  }
  const taken = ok('YooKassa', 'It takes the shop’s keys.');
  const sent = settings.webhookUrl;
  if (sent !== null && publicUrl !== null && sent.startsWith(`${publicUrl}/`)) {
    return [taken];
  }
  const text =
    sent === null
      ? 'Nobody has said where it sends its notifications.'
      : 'YOOKASSA_WEBHOOK_URL is not an address of PUBLIC_URL.';
  const advice =
    'In its cabinet set PUBLIC_URL/yookassa/webhook for payments and refunds; without it payments arrive minutes later.';
  return [taken, warning('YooKassa', text, advice)];
}

/** Without the terms of our client: what went wrong on the network, or what was answered. */
function plainReason(error: unknown): string {
  if (!(error instanceof YooKassaError)) {
    return reasonOf(error);
  }
  return error.status === null ? reasonOf(error.cause) : `it answers with HTTP ${error.status}`;
}
