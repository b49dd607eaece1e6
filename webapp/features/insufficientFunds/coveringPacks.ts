import type { Pack } from '../../../shared/schemas/payments.ts';

const SHOWN = 3;

/** Three packs by size, from the smallest that covers the missing amount; and that one (or the largest). */
export function coveringPacks(packs: readonly Pack[], missing: number) {
  const bySize = [...packs].sort((a, b) => a.coins - b.coins);
  const covering = bySize.find(({ coins }) => coins >= missing) ?? bySize.at(-1);
  const from = Math.min(
    covering ? bySize.indexOf(covering) : 0,
    Math.max(0, bySize.length - SHOWN),
  );
  return { shown: bySize.slice(from, from + SHOWN), covering };
}
