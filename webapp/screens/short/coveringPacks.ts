import type { Pack } from '../../../shared/schemas/payments.ts';

const SHOWN = 3;

/** The smallest packs that cover what is missing; the largest ones where none is enough. */
export function coveringPacks(packs: readonly Pack[], missing: number): Pack[] {
  const bySize = [...packs].sort((a, b) => a.coins - b.coins);
  const enough = bySize.filter(({ coins }) => coins >= missing);
  return enough.length > 0 ? enough.slice(0, SHOWN) : bySize.slice(-1);
}
