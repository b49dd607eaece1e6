/** Every job that this product has. */

import { exportJob, purgeExportsJob } from '../features/account/export.ts';
import { auditJob } from '../features/audit/check.ts';
import { purgeCallsJob } from '../features/botsApi/calls.ts';
import { runBroadcastsJob } from '../features/broadcasts/runJob.ts';
import { countDaysJob, recountDaysJob } from '../features/figures/storeDays.ts';
import { eraseFilesJob } from '../features/gallery/erase.ts';
import { galleryJobs } from '../features/gallery/jobs.ts';
import { generationJob } from '../features/generation/worker/job.ts';
import { purgeOldEventsJob } from '../features/inbox/purgeOldEventsJob.ts';
import { deliverJob, purgeOldMessagesJob } from '../features/notifications/deliver.ts';
import { reportsJob } from '../features/ownerReports/collect.ts';
import { paymentJobs } from '../features/payments/jobs.ts';
import { allFiguresJob, figuresJob } from '../features/people/figures.ts';
import { countOwnersJob } from '../features/progress/countOwnersJob.ts';
import { grantBadgeJob } from '../features/progress/grantToAll.ts';
import { payBonusesJob } from '../features/referrals/payBonusesJob.ts';
import { relayJob } from '../features/support/relay.ts';
import { followChangeJob } from '../features/webinars/followChange.ts';
import { remindJob } from '../features/webinars/remindJob.ts';
import type { RegisteredJob } from '../jobs/job.ts';
import { purgeLimitsJob } from '../limits/purgeJob.ts';
import { menuButtonJob } from '../telegram/menuButton.ts';
import { retryUpdateJob } from '../telegram/receive.ts';
import { retryUpdatesJob } from '../telegram/retryUpdates.ts';

export const jobs: readonly RegisteredJob[] = [
  ...galleryJobs,
  generationJob,
  ...paymentJobs,
  deliverJob,
  purgeOldMessagesJob,
  runBroadcastsJob,
  purgeOldEventsJob,
  purgeLimitsJob,
  purgeCallsJob,
  retryUpdateJob,
  retryUpdatesJob,
  menuButtonJob,
  countOwnersJob,
  grantBadgeJob,
  figuresJob,
  allFiguresJob,
  payBonusesJob,
  remindJob,
  followChangeJob,
  relayJob,
  exportJob,
  purgeExportsJob,
  eraseFilesJob,
  auditJob,
  countDaysJob,
  recountDaysJob,
  reportsJob,
];

/** Queues of earlier versions that nothing is added to any more. */
export const retiredQueues: readonly string[] = ['notifications.deliver'];
