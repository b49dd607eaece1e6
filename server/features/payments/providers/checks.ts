/** The doctor's check of each payment provider. */
import type { PaymentProvider } from '../../../../shared/schemas/payments.ts';
import type { Config } from '../../../app/config.ts';
import type { Finding } from '../../../core/finding.ts';
import { checkYooKassa } from './yookassa/check.ts';

type Settings = Config['payments'];
type Check<Own> = (settings: NonNullable<Own>, publicUrl: string | null) => Promise<Finding[]>;

const checks: { [Name in PaymentProvider]: Check<Settings[Name]> | null } = {
  // Stars come with the bot, which is checked by itself.
  stars: null,
  yookassa: checkYooKassa,
};

function checkProvider<Name extends PaymentProvider>(
  name: Name,
  settings: Settings[Name],
  publicUrl: string | null,
) {
  const check = checks[name];
  return check && settings ? [check(settings, publicUrl)] : [];
}

export async function checkPaymentProviders(
  settings: Settings,
  publicUrl: string | null,
): Promise<Finding[]> {
  const names = Object.keys(checks) as PaymentProvider[];
  const asked = names.flatMap((name) => checkProvider(name, settings[name], publicUrl));
  return (await Promise.all(asked)).flat();
}
