/** Badges that bots define. */
import type { Rarity } from '../../../shared/catalog/badges.ts';
import type { Localized } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { Badge } from './models.ts';

/** Sorted after all badges of the product. */
const POSITION = 10_000;

export interface BadgeDefinition {
  name: Localized;
  description: Localized;
  icon: string;
  rarity: Rarity;
  xp: number;
}

/**
 * Creates a badge that the bot awards itself, or changes one that it has created.
 * @throws DomainError CONFLICT (the product or another bot has a badge of this code).
 */
export async function defineBadge(
  app: Pick<AppContext, 'catalog'> | null,
  tx: Tx,
  { botName, code, ...definition }: BadgeDefinition & { botName: string; code: string },
): Promise<Badge> {
  const badges = tx.of(Badge);
  await badges.bulkCreate(
    [
      {
        code,
        ...definition,
        criteria: { metric: 'manual', threshold: 1 },
        position: POSITION,
        definedBy: botName,
      },
    ],
    { ignoreDuplicates: true },
  );
  const badge = await badges.findOne({
    where: { code },
    lock: FOR_NO_KEY_UPDATE,
    rejectOnEmpty: true,
  });
  if (badge.definedBy !== botName) {
    throw new DomainError('CONFLICT');
  }
  app?.catalog.changed(tx);
  return await badges.save(badge, { ...definition, active: true, updatedAt: new Date() });
}

/** Renames a bot: the badges that it has created stay its own. */
export async function renameBadgeMaker(tx: Tx, from: string, to: string): Promise<void> {
  await tx.of(Badge).update({ definedBy: to }, { where: { definedBy: from } });
}
