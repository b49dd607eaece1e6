import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { PaymentProvider, PaymentQuote, Purchase } from '../../../shared/schemas/payments.ts';
import { toAppError } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import type { PayMethod } from '../../domain/coins/methods.ts';

export interface Quotes {
  of: (provider: PaymentProvider) => PaymentQuote | undefined;
  /** The price is loading; the old one is still shown. */
  waiting: boolean;
  /** Why there is no price. */
  error: unknown;
  /** Why the promo code is refused; the price without it is shown. */
  promoError: unknown;
  retry: () => void;
}

/** The price of a purchase at every provider, loaded again whenever the purchase changes. */
export function useQuotes(
  item: Purchase | null,
  methods: readonly PayMethod[],
  promoCode: string | null,
): Quotes {
  const trpc = useTRPC();
  const providers = [...new Set(methods.map(({ provider }) => provider))];
  const ask = (code: string | null, enabled: boolean) =>
    providers.map((provider) => ({
      ...trpc.payments.quote.queryOptions({
        // A disabled query still needs an input.
        item: item ?? { type: 'custom', coins: 1 },
        provider,
        ...(code ? { promoCode: code } : {}),
      }),
      enabled: enabled && item !== null,
      placeholderData: keepPreviousData<PaymentQuote>,
      retry: false,
    }));
  const plain = useQueries({ queries: ask(null, true) });
  const cut = useQueries({ queries: ask(promoCode, promoCode !== null) });
  const promoFailure = promoCode === null ? null : (cut.find(({ error }) => error)?.error ?? null);
  const usesCode = promoCode !== null && !promoFailure;
  const used = usesCode ? cut : plain;
  return {
    of: (provider) => {
      const at = providers.indexOf(provider);
      return used[at]?.data ?? plain[at]?.data;
    },
    waiting: used.some(({ isPending, isPlaceholderData }) => isPending || isPlaceholderData),
    error: plain.find(({ error }) => error)?.error ?? null,
    promoError: isAboutCode(promoFailure) ? promoFailure : null,
    retry: () => {
      for (const query of plain) {
        void query.refetch();
      }
    },
  };
}

/** A refusal of the code, or of too many attempts; any other error also fails the price without a code. */
function isAboutCode(error: unknown): boolean {
  if (error === null) {
    return false;
  }
  const { code } = toAppError(error);
  return code.startsWith('PROMO_') || code === 'RATE_LIMITED';
}
