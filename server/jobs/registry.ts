/** Every job that this product has. */

import { auditJob } from '../audit/check.ts';
import { galleryJobs } from '../gallery/jobs.ts';
import { generationJob } from '../generation/worker/job.ts';
import { forgetOldEventsJob } from '../inbox/forgetOldJob.ts';
import { deliverJob, forgetOldMessagesJob } from '../notifications/deliver.ts';
import { paymentJobs } from '../payments/jobs.ts';
import { countOwnersJob } from '../progress/countOwnersJob.ts';
import { payBonusesJob } from '../referrals/payBonusesJob.ts';
import { retryUpdatesJob } from '../telegram/retryUpdates.ts';
import { remindJob } from '../webinars/remindJob.ts';
import type { RegisteredJob } from './job.ts';

export const jobs: readonly RegisteredJob[] = [
  ...galleryJobs,
  generationJob,
  ...paymentJobs,
  deliverJob,
  forgetOldMessagesJob,
  forgetOldEventsJob,
  retryUpdatesJob,
  countOwnersJob,
  payBonusesJob,
  remindJob,
  auditJob,
];
