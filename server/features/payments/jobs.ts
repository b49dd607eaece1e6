import type { RegisteredJob } from '../../jobs/job.ts';
import { returnStarsJob } from './providers/stars/charges.ts';
import { endSubscriptionJob } from './providers/stars/endSubscription.ts';
import { yooKassaEventJob, yooKassaRecheckJob } from './providers/yookassa/events.ts';
import { reconcileJob, reconcileWholeJob } from './reconcile.ts';
import { refundJob } from './refunds.ts';

export const paymentJobs: readonly RegisteredJob[] = [
  refundJob,
  returnStarsJob,
  endSubscriptionJob,
  yooKassaEventJob,
  yooKassaRecheckJob,
  reconcileJob,
  reconcileWholeJob,
];
