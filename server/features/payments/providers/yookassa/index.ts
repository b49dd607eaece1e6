import { yooKassaEventJob, yooKassaRecheckJob } from './events.ts';
import { createYooKassa } from './gateway.ts';

export const yookassa = { create: createYooKassa, jobs: [yooKassaEventJob, yooKassaRecheckJob] };
