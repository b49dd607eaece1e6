/** Keys of those who take money and make works: asked for something that costs nothing. */
import { randomUUID } from 'node:crypto';
import type { Config } from '../../core/config.ts';
import { createYooKassaClient } from '../../features/payments/providers/yookassa/client.ts';
import { YooKassaError } from '../../features/payments/providers/yookassa/errors.ts';
import { type Finding, ok, problem, reasonOf, warning } from '../finding.ts';

const TIMEOUT_MS = 8000;

export async function checkProviders(config: Config): Promise<Finding[]> {
  const findings = await Promise.all([
    ...(config.yookassa ? [checkYooKassa(config.yookassa, config.http.publicUrl)] : []),
    ...(config.fal ? [checkFal(config.fal)] : []),
    ...(config.google ? [checkGoogle(config.google)] : []),
  ]);
  const nobodyDraws =
    config.fal || config.google
      ? []
      : [
          warning(
            'AI providers',
            'None has a key: the built-in local artist makes everything.',
            'Set FAL_KEY or GEMINI_API_KEY.',
          ),
        ];
  return [...findings.flat(), ...nobodyDraws];
}

async function checkYooKassa(
  yookassa: NonNullable<Config['yookassa']>,
  publicUrl: string | null,
): Promise<Finding[]> {
  const client = createYooKassaClient({
    shopId: yookassa.shopId,
    secretKey: yookassa.secretKey,
    apiRoot: yookassa.apiRoot,
    timeoutMs: TIMEOUT_MS,
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
        : problem('YooKassa', `It can't be asked: ${reasonOf(error)}.`, 'Check the network.'),
    ];
  }
  const sent = yookassa.webhookUrl;
  const isHere = sent !== null && publicUrl !== null && sent.startsWith(`${publicUrl}/`);
  return [
    ok('YooKassa', 'It takes the shop’s keys.'),
    ...(isHere
      ? []
      : [
          warning(
            'YooKassa',
            sent === null
              ? 'Nobody has said where it sends its notifications.'
              : 'YOOKASSA_WEBHOOK_URL is not an address of PUBLIC_URL.',
            'In its cabinet set PUBLIC_URL/yookassa/webhook for payments and refunds; without it payments arrive minutes later.',
          ),
        ]),
  ];
}

/** @returns the status of the answer. */
async function ask(url: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(url, {
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  return response.status;
}

async function checkKey(
  subject: string,
  variable: string,
  answer: Promise<number>,
  isRefusal: (status: number) => boolean,
): Promise<Finding[]> {
  try {
    const status = await answer;
    return [
      isRefusal(status)
        ? problem(
            subject,
            `It refuses the key of ${variable}.`,
            `Copy the key into ${variable} again.`,
          )
        : status >= 500
          ? warning(subject, `It answers ${status} just now.`, 'Try again in a few minutes.')
          : ok(subject, 'It takes the key.'),
    ];
  } catch (error) {
    return [problem(subject, `It can't be asked: ${reasonOf(error)}.`, 'Check the network.')];
  }
}

/** The state of a request that does not exist: 404 or 422 with a good key, 401 with another. */
function checkFal({ key, apiRoot }: NonNullable<Config['fal']>): Promise<Finding[]> {
  const url = `${apiRoot}/fal-ai/flux/requests/${randomUUID()}/status`;
  return checkKey('fal', 'FAL_KEY', ask(url, { authorization: `Key ${key}` }), (status) =>
    [401, 403].includes(status),
  );
}

/** Google answers 400 (API_KEY_INVALID) to a key that it does not know. */
function checkGoogle({ key, apiRoot }: NonNullable<Config['google']>): Promise<Finding[]> {
  const url = `${apiRoot}/v1beta/models?pageSize=1`;
  return checkKey('Google', 'GEMINI_API_KEY', ask(url, { 'x-goog-api-key': key }), (status) =>
    [400, 401, 403].includes(status),
  );
}
