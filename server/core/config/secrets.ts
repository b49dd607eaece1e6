/** Which values of the environment must never be written anywhere. */
import { environment } from './environment.ts';

const secretNames = [
  'TELEGRAM_WEBHOOK_SECRET',
  'YOOKASSA_SECRET_KEY',
  'FAL_KEY',
  'GEMINI_API_KEY',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'LINK_SECRET',
  'METRICS_TOKEN',
] as const satisfies readonly (keyof typeof environment.shape)[];

/** A key of two parts, and its second part, which is secret also alone. */
function withSecondPart(key: string): string[] {
  const [, ...rest] = key.split(':');
  return rest.length > 0 ? [key, rest.join(':')] : [key];
}

/** User and password of an address, if there are any. */
function passwordIn(text: string): string[] {
  const password = URL.parse(text)?.password ?? '';
  try {
    return password ? [password, decodeURIComponent(password)] : [];
  } catch {
    return [password];
  }
}

/** Never throws: what is wrongly written must not be shown either. */
export function readSecrets(source: Record<string, string | undefined> = process.env): string[] {
  const given = (name: string) => source[name]?.trim() ?? '';
  const tokens = `${given('BOT_TOKEN')} ${given('BOTS')}`
    .split(/[\s,=]+/)
    .filter((part) => part.includes(':'));
  const shop = `${given('YOOKASSA_SHOP_ID')}:${given('YOOKASSA_SECRET_KEY')}`;
  return [
    ...secretNames.map(given),
    ...[...tokens, given('FAL_KEY')].flatMap(withSecondPart),
    // As the header of every call carries it.
    Buffer.from(shop).toString('base64'),
    ...Object.keys(environment.shape).flatMap((name) => passwordIn(given(name))),
  ].filter(Boolean);
}
