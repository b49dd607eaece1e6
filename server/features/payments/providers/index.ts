import { type PaymentProvider, paymentProviders } from '../../../../shared/schemas/payments.ts';
import type { AppContext } from '../../../app/context.ts';
import type { RegisteredJob } from '../../../jobs/job.ts';
import type { PaymentGateway, PaymentGateways } from './provider.ts';
import { stars } from './stars/index.ts';
import { yookassa } from './yookassa/index.ts';

interface ProviderModule {
  create(app: AppContext): PaymentGateway;
  jobs: readonly RegisteredJob[];
}

const modules: Record<PaymentProvider, ProviderModule> = { stars, yookassa };

/** @param app may still lack its gateways: they use it only when they are called. */
export function createPaymentGateways(app: AppContext): PaymentGateways {
  return Object.fromEntries(
    paymentProviders.map((name) => [name, modules[name].create(app)]),
  ) as unknown as PaymentGateways;
}

export const providerJobs = Object.values(modules).flatMap(({ jobs }) => jobs);
