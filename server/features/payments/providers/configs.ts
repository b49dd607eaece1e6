/** The configuration of each payment provider. Apart from `index.ts`: the composition root reads it first. */
import type { PaymentProvider } from '../../../../shared/schemas/payments.ts';
import { noConfig, type ProviderConfig } from '../../../core/config/providerConfig.ts';
import { yookassaConfig } from './yookassa/config.ts';

export const paymentConfigs = {
  // Stars come with the bot: its token is all that they need.
  stars: noConfig,
  yookassa: yookassaConfig,
} as const satisfies Record<PaymentProvider, ProviderConfig<unknown>>;
