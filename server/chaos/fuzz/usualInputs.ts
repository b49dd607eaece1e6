/** Inputs of procedures whose fields depend on each other, so that random ones would seldom be valid. */
import fc from 'fast-check';
import { defaultModels } from '../../../shared/catalog/models.ts';
import { defaultPacks } from '../../../shared/catalog/packs.ts';
import { defaultPlans } from '../../../shared/catalog/plans.ts';
import { defaultPromoCodes } from '../../../shared/catalog/promoCodes.ts';
import { Slot } from './known.ts';

const requestId = fc.uuid({ version: 4 });
const model = fc
  .constantFrom(...defaultModels)
  .map(({ code, operation }) => ({ model: code, operation }));
const promoCode = fc.constantFrom(...defaultPromoCodes.map(({ code }) => code), 'NO_SUCH_CODE');
const reason = fc.constant('because of a test');
const known = (kind: Slot['kind'], name: string) =>
  fc.nat(100_000).map((pick) => new Slot(kind, name, pick, undefined));

const purchase = fc.record(
  {
    item: fc.oneof(
      fc.constantFrom(...defaultPacks).map(({ code }) => ({ type: 'pack', code })),
      fc.constantFrom(...defaultPlans).map(({ code }) => ({ type: 'plan', code })),
      fc.integer({ min: 1000, max: 1_000_000 }).map((coins) => ({ type: 'custom', coins })),
    ),
    provider: fc.constantFrom('stars', 'yookassa'),
    promoCode,
  },
  { requiredKeys: ['item', 'provider'] },
);

export const usualInputs: Record<string, fc.Arbitrary<object>> = {
  'generation.quote': model,
  'generation.create': fc
    .record({ requestId, model, prompt: fc.constantFrom('a lighthouse at dusk', 'кот в очках') })
    .map(({ model: chosen, ...rest }) => ({ ...rest, ...chosen })),
  'payments.quote': purchase,
  'payments.create': fc
    .tuple(purchase, requestId)
    .map(([wanted, id]) => ({ ...wanted, requestId: id })),
  'promo.preview': promoCode.map((code) => ({ code })),
  'promo.redeem': fc.record({ requestId, code: promoCode }),
  'admin.adjustBalance': fc.record({
    requestId,
    userId: known('number', 'userId'),
    asset: fc.constantFrom('coins', 'credits', 'free_operations', 'free_trainings'),
    direction: fc.constantFrom('add', 'take'),
    amount: fc.integer({ min: 1, max: 50_000 }),
    reason,
  }),
  'admin.setFreeAccess': fc.record({
    requestId,
    userId: known('number', 'userId'),
    freeAccess: fc.constantFrom(null, { until: null }, { until: '2030-05-05T12:00:00+03:00' }),
    reason,
  }),
  'admin.setBlocked': fc.record({
    requestId,
    userId: known('number', 'userId'),
    // Usually unpaused again, so that the people of the test stay able to call.
    blocked: fc.nat(9).map((n) => n === 0),
    reason,
  }),
};
