import type { RegisteredJob } from '../jobs/job.ts';
import { refundJob } from './refunds.ts';
import { returnStarsJob } from './starCharges.ts';

export const paymentJobs: readonly RegisteredJob[] = [refundJob, returnStarsJob];
