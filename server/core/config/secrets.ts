/** Which values of the environment must never be written anywhere. */
import { environment } from './environment.ts';
import type { ProviderConfig } from './providerConfig.ts';
import { parseHeaders } from './tracing.ts';

const secretNames = [
  'TELEGRAM_WEBHOOK_SECRET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'LINK_SECRET',
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_HEADERS',
] as const satisfies readonly (keyof typeof environment.shape)[];

/** A token of two parts; the second part is secret on its own, too. */
function withSecondPart(token: string): string[] {
  const [, ...rest] = token.split(':');
  return rest.length > 0 ? [token, rest.join(':')] : [token];
}

/** User and password of a URL, if there are any. */
function passwordIn(text: string): string[] {
  const password = URL.parse(text)?.password ?? '';
  try {
    return password ? [password, decodeURIComponent(password)] : [];
  } catch {
    return [password];
  }
}

/**
 * The secrets of the core and of these providers. Never throws: a malformed value must not be shown either.
 */
export function listSecrets(
  source: Record<string, string | undefined>,
  providers: readonly ProviderConfig<unknown>[],
): string[] {
  const given = (name: string) => source[name]?.trim() ?? '';
  const tokens = `${given('BOT_TOKEN')} ${given('BOTS')}`
    .split(/[\s,=]+/)
    .filter((part) => part.includes(':'));
  const names = [...Object.keys(environment.shape), ...providers.flatMap((part) => part.names)];
  return [
    ...secretNames.map(given),
    ...tokens.flatMap(withSecondPart),
    // Each value on its own, too: an exporter's errors may show its headers.
    ...Object.values(parseHeaders(given('OTEL_EXPORTER_OTLP_HEADERS'))),
    ...providers.flatMap(({ secrets, otherSecrets }) => [
      ...secrets.map(given),
      ...otherSecrets(given),
    ]),
    ...names.flatMap((name) => passwordIn(given(name))),
  ].filter(Boolean);
}
