/** Writes the first content of the catalogs into their tables; existing rows stay as they are. */
import { defaultBadges } from '../../../shared/catalog/badges.ts';
import { defaultLevels } from '../../../shared/catalog/levels.ts';
import { defaultModels } from '../../../shared/catalog/models.ts';
import { defaultPacks } from '../../../shared/catalog/packs.ts';
import { defaultPlans } from '../../../shared/catalog/plans.ts';
import { defaultPresets } from '../../../shared/catalog/presets.ts';
import { defaultPromoCodes } from '../../../shared/catalog/promoCodes.ts';
import { defaultRewards, defaultXp } from '../../../shared/catalog/rewards.ts';
import type { Database } from '../../db/database.ts';
import { insertAll } from './defaultStatements.ts';

/** Runs after the migrations, at every start. */
export async function insertDefaults(db: Database): Promise<void> {
  const data = {
    models: defaultModels,
    packs: defaultPacks,
    plans: defaultPlans,
    presets: defaultPresets,
    rewards: { ...defaultRewards, ...defaultXp },
    levels: defaultLevels,
    badges: defaultBadges,
    promoCodes: defaultPromoCodes,
  };
  await db.transaction((tx) => tx.query(insertAll, [JSON.stringify(data)]));
}
