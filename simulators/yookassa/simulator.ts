import type { Deliveries } from '../deliveries.ts';
import type { FaultInjection, RecordedRequest } from '../simulatorServer.ts';
import type { YooKassaOperation } from './api.ts';
import type { SimulatedMethod } from './requests.ts';
import type { Shop, SimulatedPayment } from './shop.ts';

export interface YooKassaSimulator {
  readonly url: string;
  /** What `YOOKASSA_API_ROOT` is set to. */
  readonly apiRoot: string;
  readonly shop: Shop;
  readonly notifications: Deliveries;
  readonly faults: FaultInjection<YooKassaOperation>;
  readonly requests: readonly RecordedRequest[];
  /** Where notifications go; they are lost while it is null. */
  notificationUrl: string | null;
  /** What happens to the next payments before their creation is answered. */
  settleBeforeAnswer: 'pay' | 'decline' | null;
  /** The person pays, with the requested method or another one. */
  pay(paymentId: string, method?: SimulatedMethod): SimulatedPayment;
  /** The bank refuses. */
  decline(paymentId: string, reason?: string): SimulatedPayment;
  /** The payment expires after an hour without being paid. */
  expire(paymentId: string): SimulatedPayment;
  /** Sends a notification of any content. @returns the receiver's HTTP status. */
  forge(body: unknown): Promise<number | null>;
  close(): Promise<void>;
}
