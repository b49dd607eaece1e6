/** Every job that this product has. */
import type { RegisteredJob } from './job.ts';

export const jobs: readonly RegisteredJob[] = [];
