import { returnStarsJob } from './charges.ts';
import { endSubscriptionJob } from './endSubscription.ts';
import { createStars } from './gateway.ts';

export const stars = { create: createStars, jobs: [returnStarsJob, endSubscriptionJob] };
