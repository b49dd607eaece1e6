import CreditCard from 'lucide-react/icons/credit-card';
import Smartphone from 'lucide-react/icons/smartphone';
import Wallet from 'lucide-react/icons/wallet';
import type { PaidMethod, Payment, PaymentOptions } from '../../../shared/schemas/payments.ts';
import { keep, readKept } from '../../telegram/deviceStorage.ts';
import type { IconType } from '../../ui/Icon.tsx';

export type PayMethod = PaymentOptions['methods'][number];
export type MethodName = PayMethod['method'];

/** Telegram Stars have a glyph of their own. */
export const methodIcons = {
  stars: undefined,
  card: CreditCard,
  sbp: Smartphone,
  yoo_money: Wallet,
  sber_pay: Smartphone,
  t_pay: Smartphone,
  other: CreditCard,
} as const satisfies Record<PaidMethod, IconType | undefined>;

/** Which of the ways on offer an order was placed by. */
export function offeredMethodOf({
  provider,
  method,
}: Pick<Payment, 'provider' | 'method'>): MethodName {
  return provider === 'stars' ? 'stars' : method === 'sbp' ? 'sbp' : 'card';
}

const NAME = 'method';

/** The method used last, if it is still offered; else the first one, which the server prefers. */
export function preferredMethod(methods: readonly PayMethod[]): PayMethod | undefined {
  const last = readKept(NAME);
  return methods.find(({ method }) => method === last) ?? methods[0];
}

export function rememberMethod(method: MethodName): void {
  keep(NAME, method);
}

/** What to try after `failed`: another kind of provider before the same one again. */
export function nextBestMethod(
  methods: readonly PayMethod[],
  failed: MethodName,
): PayMethod | undefined {
  const provider = methods.find(({ method }) => method === failed)?.provider;
  return (
    methods.find((one) => one.provider !== provider) ??
    methods.find(({ method }) => method !== failed) ??
    methods[0]
  );
}

/** Whether an order can still be paid. */
export function isWaiting({ status }: Pick<Payment, 'status'>): boolean {
  return status === 'created' || status === 'pending';
}
