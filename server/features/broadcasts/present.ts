import { deliveryOutcomes } from '../../../shared/closedSets.ts';
import type { BroadcastDetails, BroadcastItem } from '../../../shared/schemas/broadcasts.ts';
import type { Outcomes } from '../notifications/service.ts';
import type { Broadcast } from './models.ts';

function toOutcomes(found: Outcomes): BroadcastItem['outcomes'] {
  const counts = deliveryOutcomes.map((outcome) => [outcome, found[outcome] ?? 0]);
  return Object.fromEntries(counts) as BroadcastItem['outcomes'];
}

const toTime = (at: Date | null) => at?.toISOString() ?? null;

/** @param counted the current counts of its messages, unless they are stored with it. */
export function toItem(row: Broadcast, counted: Outcomes = {}): BroadcastItem {
  const { firstName = '', lastName = null } = row.admin ?? {};
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    text: row.text,
    hasPicture: row.pictureId !== null,
    adminName: [firstName, lastName].filter(Boolean).join(' '),
    createdAt: row.createdAt.toISOString(),
    scheduledAt: toTime(row.scheduledAt),
    startedAt: toTime(row.startedAt),
    finishedAt: toTime(row.finishedAt),
    recipients: row.recipients,
    refusedBot: row.refusedBot,
    outcomes: toOutcomes(row.totals ?? counted),
  };
}

export function toDetails(
  row: Broadcast,
  counted: Outcomes | undefined,
  picture: { thumb: Buffer; width: number; height: number } | null,
): BroadcastDetails {
  return {
    ...toItem(row, counted),
    button: row.button,
    audience: row.audience,
    picture: picture && {
      url: `data:image/webp;base64,${picture.thumb.toString('base64')}`,
      width: picture.width,
      height: picture.height,
    },
  };
}
