/** Every job that this product has. */

import { auditJob } from '../audit/check.ts';
import { galleryJobs } from '../gallery/jobs.ts';
import { generationJob } from '../generation/worker/job.ts';
import { deliverJob } from '../notifications/deliver.ts';
import { paymentJobs } from '../payments/jobs.ts';
import { countOwnersJob } from '../progress/countOwnersJob.ts';
import { payBonusesJob } from '../referrals/payBonusesJob.ts';
import { retryUpdatesJob } from '../telegram/retryUpdates.ts';
import type { RegisteredJob } from './job.ts';

export const jobs: readonly RegisteredJob[] = [
  payBonusesJob,
  ...galleryJobs,
  generationJob,
  ...paymentJobs,
  deliverJob,
  retryUpdatesJob,
  countOwnersJob,
  auditJob,
];
