import type { PaymentProvider } from '../../../../shared/schemas/payments.ts';
import type { PaymentGateway } from './provider.ts';
import { stars } from './stars.ts';
import { yookassa } from './yookassa.ts';

export const gateways: Record<PaymentProvider, PaymentGateway> = { stars, yookassa };
