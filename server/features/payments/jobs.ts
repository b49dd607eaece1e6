import type { RegisteredJob } from '../../jobs/job.ts';
import { endSubscriptionJob } from './endSubscription.ts';
import { reconcileJob, reconcileWholeJob } from './reconcile.ts';
import { refundJob } from './refunds.ts';
import { returnStarsJob } from './starCharges.ts';
import { yooKassaEventJob, yooKassaRecheckJob } from './yooKassaEvents.ts';

export const paymentJobs: readonly RegisteredJob[] = [
  refundJob,
  returnStarsJob,
  endSubscriptionJob,
  yooKassaEventJob,
  yooKassaRecheckJob,
  reconcileJob,
  reconcileWholeJob,
];
