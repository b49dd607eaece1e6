/** The history of one order, put together from its rows. */
import { type TimelineKind, timelineKinds } from '../../../shared/closedSets.ts';
import { readObject } from '../../core/storable.ts';
import type { Database } from '../../db/database.ts';
import { type Payment, PaymentCharge, PaymentEvent, PaymentRefund } from './models.ts';

export interface TimelineEntry {
  kind: TimelineKind;
  at: Date;
  /** In the currency's smallest unit. */
  amount?: number;
  /** Hundredths. */
  coins?: number;
  /** A reason, or what was reported, in one word or sentence. */
  text?: string;
}

/** All events of an order and its charges; the oldest first. */
export async function readTimeline(db: Database, order: Payment): Promise<TimelineEntry[]> {
  const { userId, id: paymentId } = order;
  const [charges, events] = await Promise.all([
    db.of(PaymentCharge).findAll({ where: { userId, paymentId } }),
    db.of(PaymentEvent).findAll({ where: { userId, paymentId } }),
  ]);
  const chargeId = charges.map((charge) => charge.chargeId);
  const { provider } = order;
  const refunds = await db.of(PaymentRefund).findAll({ where: { userId, provider, chargeId } });
  const entries = [
    { kind: 'created' as const, at: order.createdAt, amount: order.amount, coins: order.coins },
    ...events.map(eventEntry),
    ...charges.flatMap(chargeEntries),
    ...refunds.map(refundEntry),
    ...closedEntries(order),
  ];
  return inOrder(entries);
}

/** The oldest first. Providers count in whole seconds: within one, things stand as they follow from each other. */
export function inOrder<Entry extends Pick<TimelineEntry, 'kind' | 'at' | 'text'>>(
  entries: Entry[],
): Entry[] {
  const second = ({ at }: Entry) => Math.floor(at.getTime() / 1000);
  return entries.toSorted((a, b) => second(a) - second(b) || rank(a) - rank(b));
}

/** What was asked for stands before what follows from it; a notification about a refund belongs to the refund. */
function rank({ kind, text = '' }: Pick<TimelineEntry, 'kind' | 'text'>): number {
  const before = (next: TimelineKind) => timelineKinds.indexOf(next) - 0.5;
  if (kind === 'admin') {
    return before(text === 'payment.refund' ? 'refund_asked' : 'charged');
  }
  return kind === 'notification' && text.startsWith('refund.')
    ? before('returned')
    : timelineKinds.indexOf(kind);
}

function eventEntry({ kind, detail, createdAt }: PaymentEvent): TimelineEntry {
  const { refusal, event } = readObject(detail);
  const text = kind === 'pre_checkout' ? refusal : event;
  return { kind, at: createdAt, ...(typeof text === 'string' ? { text } : {}) };
}

function chargeEntries(charge: PaymentCharge): TimelineEntry[] {
  const { amount, coins, paidAt, createdAt, refundRequestedAt, refundReason, refundTarget } =
    charge;
  const asked = refundTarget === null ? amount : refundTarget - charge.refundedAmount;
  return [
    { kind: 'charged', at: paidAt, amount, text: charge.chargeId },
    { kind: 'credited', at: createdAt, coins },
    ...(refundRequestedAt
      ? [
          {
            kind: 'refund_asked' as const,
            at: refundRequestedAt,
            ...(charge.status === 'refunding' ? { amount: asked } : {}),
            ...(refundReason ? { text: refundReason } : {}),
          },
        ]
      : []),
  ];
}

const refundEntry = ({ asked, refundedAt, amount, coins }: PaymentRefund): TimelineEntry => ({
  kind: asked ? 'returned' : 'returned_outside',
  at: refundedAt,
  amount,
  coins,
});

function closedEntries({ status, closedAt, cancelReason }: Payment): TimelineEntry[] {
  return closedAt && (status === 'cancelled' || status === 'expired')
    ? [{ kind: status, at: closedAt, ...(cancelReason ? { text: cancelReason } : {}) }]
    : [];
}
