import type { z } from 'zod';
import type { Me } from '../../../shared/schemas/me.ts';
import type { webinar } from '../../../shared/schemas/webinars.ts';

export type Webinar = z.infer<typeof webinar>;

/** Free places; null = unlimited. */
export function seatsLeft({ capacity, registered }: Webinar): number | null {
  return capacity === null ? null : Math.max(0, capacity - registered);
}

/** The reward of registering, hundredths; 0 once it was paid. */
export function rewardOf(me: Me | undefined): number {
  const task = me?.tasks.find(({ code }) => code === 'webinar');
  return task?.state === 'open' ? task.amount : 0;
}
