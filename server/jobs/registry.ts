/** Every job that this product has. */

import { generationJob } from '../generation/worker/job.ts';
import { paymentJobs } from '../payments/jobs.ts';
import { countOwnersJob } from '../progress/countOwnersJob.ts';
import type { RegisteredJob } from './job.ts';

export const jobs: readonly RegisteredJob[] = [generationJob, ...paymentJobs, countOwnersJob];
