import type { RegisteredJob } from '../../jobs/job.ts';
import { readListsJob } from './providerLists.ts';
import { providerJobs } from './providers/index.ts';
import { reconcileJob, reconcileWholeJob } from './reconcile.ts';
import { refundJob } from './refunds.ts';

export const paymentJobs: readonly RegisteredJob[] = [
  refundJob,
  reconcileJob,
  reconcileWholeJob,
  readListsJob,
  ...providerJobs,
];
