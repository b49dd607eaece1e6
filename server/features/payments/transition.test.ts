import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaymentStatus, paymentStatuses } from '../../../shared/schemas/payments.ts';
import { isOpen, type PaymentEvent, paymentEvents, transition } from './transition.ts';

/** Written by hand, row by row, so that the table in the code is compared with an independent one. */
const expected: Record<PaymentStatus, Record<PaymentEvent, PaymentStatus>> = {
  created: {
    opened: 'pending',
    paid: 'succeeded',
    refunded: 'created',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  pending: {
    opened: 'pending',
    paid: 'succeeded',
    refunded: 'pending',
    cancelled: 'cancelled',
    expired: 'expired',
  },
  succeeded: {
    opened: 'succeeded',
    paid: 'succeeded',
    refunded: 'refunded',
    cancelled: 'succeeded',
    expired: 'succeeded',
  },
  refunded: {
    opened: 'refunded',
    paid: 'succeeded',
    refunded: 'refunded',
    cancelled: 'refunded',
    expired: 'refunded',
  },
  cancelled: {
    opened: 'cancelled',
    paid: 'succeeded',
    refunded: 'cancelled',
    cancelled: 'cancelled',
    expired: 'cancelled',
  },
  expired: {
    opened: 'expired',
    paid: 'succeeded',
    refunded: 'expired',
    cancelled: 'expired',
    expired: 'expired',
  },
};

const pairs = paymentStatuses.flatMap((status) =>
  paymentEvents.map((event) => [status, event, expected[status][event]] as const),
);

describe('transition', () => {
  it.each(pairs)('%s, then %s: %s', (status, event, next) => {
    expect(transition(status, event)).toBe(next);
  });

  it('changes nothing when the same event comes twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paymentStatuses),
        fc.constantFrom(...paymentEvents),
        (status, event) => {
          const once = transition(status, event);
          expect(transition(once, event)).toBe(once);
        },
      ),
    );
  });

  it('ends in "succeeded" whatever else happens, once it was paid and not refunded', () => {
    const others = paymentEvents.filter((event) => event !== 'paid' && event !== 'refunded');
    fc.assert(
      fc.property(fc.shuffledSubarray([...others, 'paid'] as PaymentEvent[]), (events) => {
        const paid = events.includes('paid');
        const end = events.reduce<PaymentStatus>(transition, 'created');
        expect(end === 'succeeded').toBe(paid);
      }),
    );
  });
});

describe('isOpen', () => {
  it('is true before the money and before the end', () => {
    expect(paymentStatuses.filter(isOpen)).toEqual(['created', 'pending']);
  });
});
