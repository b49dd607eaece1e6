import type { LaunchOutput } from '../../shared/schemas/me.ts';
import type { StartKind } from '../../shared/startParams.ts';
import { takeStart } from '../telegram/launch.ts';
import { push } from '../ui/navigation/history.ts';
import { openSheet } from '../ui/navigation/sheets.ts';

/** The server's parsed start parameter. */
export type Start = NonNullable<LaunchOutput['start']>;

/** The destination of each kind of start parameter: a screen, a sheet over Home, or just the app. */
const destinations: { [Kind in StartKind]: (start: Extract<Start, { type: Kind }>) => void } = {
  referral: () => undefined,
  work: ({ mediaId }) => void push(`/work/${mediaId}`),
  webinar: ({ webinarId }) => void push(`/events?webinar=${encodeURIComponent(webinarId)}`),
  payment: ({ paymentId }) => openSheet('payment', { id: paymentId, returned: true }),
  promo: ({ code }) => openSheet('promo', { code }),
};

/** Follows the start parameter of this opening, once. */
export function followStart(start: Start): void {
  if (takeStart()) {
    (destinations[start.type] as (start: Start) => void)(start);
  }
}
