import { useRef, useState } from 'react';
import { forgetPromo, keepPromo, keptPromo } from './appliedPromo.ts';
import type { Quotes } from './useQuotes.ts';

/** The promo code of a purchase, kept when the sheet is closed, until it is removed. */
export function usePromo(given: string | undefined) {
  const [code, setCode] = useState(() => given ?? keptPromo());
  const last = useRef<{ code: string; percent: number } | null>(null);
  return {
    code,
    apply: (next: string) => {
      setCode(next);
      keepPromo(next);
    },
    remove: () => {
      setCode(null);
      forgetPromo();
    },
    /** The code as the server takes it; null while it is refused. */
    usable: ({ promoError }: Quotes) => (promoError ? null : code),
    /** Its discount; remembered while another amount is being typed. */
    percentOf: (quote: { promoCode: string | null; discountPercent: number } | undefined) => {
      if (code && quote?.promoCode) {
        last.current = { code, percent: quote.discountPercent };
      }
      return last.current?.code === code ? last.current.percent : null;
    },
  };
}
