import { useEffect, useState } from 'react';
import { parseCoins } from '../../../shared/coins.ts';
import type { PaymentOptions, Purchase } from '../../../shared/schemas/payments.ts';

/** How long after the last keystroke the price is requested. */
const PAUSE_MS = 350;

export type Amount = ReturnType<typeof useAmount>;

/**
 * How many coins: a pack, or another amount that is typed in.
 * @param need coins needed, hundredths: the smallest pack that covers them is chosen at first.
 */
export function useAmount(options: PaymentOptions | undefined, need: number | undefined) {
  const [chosen, setChosen] = useState<{ pack: string } | 'other' | null>(null);
  const [text, setText] = useState('');
  const typed = usePaused(text, PAUSE_MS);
  const first = options && startingPack(options, need);
  const isOther = chosen === 'other' || (chosen === null && options !== undefined && !first);
  const pack = isOther ? null : (chosen?.pack ?? first ?? null);

  const within = (coins: number | null) =>
    coins !== null && options && coins >= options.custom.min && coins <= options.custom.max;
  const now = parseCoins(text);
  const settled = parseCoins(typed);
  return {
    pack,
    isOther,
    text,
    setText,
    choosePack: (code: string) => setChosen({ pack: code }),
    chooseOther: () => setChosen('other'),
    outOfBounds: isOther && text !== '' && text === typed && !within(now),
    /** What would be bought; null while there is nothing to price. */
    item: ((): Purchase | null => {
      if (!isOther) {
        return pack === null ? null : { type: 'pack', code: pack };
      }
      return settled !== null && within(settled) ? { type: 'custom', coins: settled } : null;
    })(),
    /** The price belongs to the typed amount. */
    ready: !isOther || (text === typed && Boolean(within(now))),
  };
}

/** The smallest pack that covers the need; without one, the second smallest, which most people take. */
function startingPack({ packs }: PaymentOptions, need: number | undefined): string | undefined {
  const bySize = [...packs].sort((a, b) => a.coins - b.coins);
  if (need === undefined) {
    return (bySize[1] ?? bySize[0])?.code;
  }
  return (bySize.find(({ coins }) => coins >= need) ?? bySize.at(-1))?.code;
}

function usePaused(value: string, pause: number): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return paused;
}
