/** Every job that this product has. */
import { countOwnersJob } from '../progress/countOwnersJob.ts';
import type { RegisteredJob } from './job.ts';

export const jobs: readonly RegisteredJob[] = [countOwnersJob];
