/** The doctor's check of each generation provider. */
import type { Config } from '../../../app/config.ts';
import { type Finding, warning } from '../../../core/finding.ts';
import { checkFal } from './fal/check.ts';
import { checkGoogle } from './google/check.ts';
import type { ProviderName } from './provider.ts';

type Settings = Config['generation']['providers'];

const checks: {
  [Name in ProviderName]: ((settings: NonNullable<Settings[Name]>) => Promise<Finding>) | null;
} = {
  // Part of this server.
  local: null,
  fal: checkFal,
  google: checkGoogle,
};

function checkProvider<Name extends ProviderName>(name: Name, settings: Settings[Name]) {
  const check = checks[name];
  return check && settings ? [check(settings)] : [];
}

export async function checkGenerationProviders(settings: Settings): Promise<Finding[]> {
  const names = Object.keys(checks) as ProviderName[];
  const asked = names.flatMap((name) => checkProvider(name, settings[name]));
  return asked.length > 0
    ? await Promise.all(asked)
    : [
        warning(
          'AI providers',
          'None has a key: the built-in local artist makes everything.',
          'Set the key of one, such as FAL_KEY or GEMINI_API_KEY.',
        ),
      ];
}
