import type { PaymentProvider } from '../../../../shared/schemas/payments.ts';
import type { PaymentGateway } from './provider.ts';
import { stars } from './stars/gateway.ts';
import { yookassa } from './yookassa/gateway.ts';

export const gateways: Record<PaymentProvider, PaymentGateway> = { stars, yookassa };
