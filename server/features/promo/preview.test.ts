import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type PromoKind, promoKinds } from '../../../shared/catalog/promoCodes.ts';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { MAX_WRONG_GUESSES } from './guesses.ts';

const test = testApp();

let codes = 0;
async function makeCode(
  kind: PromoKind,
  limits: { maxUses?: number; starts?: string; ends?: string; active?: boolean } = {},
) {
  const code = `SHOW${++codes}`;
  const { maxUses = null, starts = null, ends = null, active = true } = limits;
  await test.app.db.query(insertCode, [code, kind, 7, maxUses, starts, ends, active]);
  return code;
}

const insertCode = sql(`
  insert into promo_codes (code, kind, value, max_uses, per_user, starts_at, ends_at, active)
  values ($1, $2, $3, $4, 1, $5, $6, $7)
`);
const usesOf = sql<{ uses: number; taken: number }>(`
  select (select count(*) from promo_uses u where u.user_id = $1) as uses,
    (select taken from promo_codes where code = $2) as taken
`);

describe('promo.preview', () => {
  it.each(promoKinds)('returns what a code of %s gives, without redeeming it', async (kind) => {
    const alice = await test.person();
    const code = await makeCode(kind, { maxUses: 1 });
    const before = await alice.call.me.get();
    for (const typed of [code, ` ${code.toLowerCase()} `]) {
      expect(await alice.call.promo.preview({ code: typed })).toEqual({ code, kind, value: 7 });
    }
    expect(await alice.call.me.get()).toEqual(before);
    expect(await test.app.db.query(usesOf, [alice.userId, code])).toEqual([{ uses: 0, taken: 0 }]);
  });

  it('returns what redeeming then gives', async () => {
    const alice = await test.person();
    const shown = await alice.call.promo.preview({ code: 'welcome2025' });
    const given = await alice.call.promo.redeem({ code: shown.code, requestId: randomUUID() });
    expect(given).toMatchObject(shown);
  });

  it('returns why a code can’t be used', async () => {
    const [alice, bob] = [await test.person(), await test.person()];
    const refusal = (code: string) => expect(alice.call.promo.preview({ code })).rejects;
    await refusal('NO_SUCH_CODE').toThrow('PROMO_NOT_FOUND');
    const soon = await makeCode('bonus_coins', { starts: '2999-01-01' });
    await refusal(soon).toMatchObject({ cause: { details: { at: '2999-01-01T00:00:00.000Z' } } });
    await refusal(soon).toThrow('PROMO_NOT_STARTED');
    await refusal(await makeCode('plan_days', { ends: '2020-01-01' })).toThrow('PROMO_EXPIRED');
    await refusal(await makeCode('bonus_coins', { active: false })).toThrow('PROMO_NOT_FOUND');
    const last = await makeCode('free_operations', { maxUses: 1 });
    await bob.call.promo.redeem({ code: last, requestId: randomUUID() });
    await refusal(last).toThrow('PROMO_EXHAUSTED');
    await alice.call.promo.redeem({ code: 'WELCOME2025', requestId: randomUUID() });
    await refusal('WELCOME2025').toThrow('PROMO_ALREADY_USED');
  });

  it('knows who has topped up before', async () => {
    const alice = await test.person();
    expect(await alice.call.promo.preview({ code: 'FIRST50' })).toMatchObject({ value: 50 });
    await topUp(alice.userId);
    await expect(alice.call.promo.preview({ code: 'FIRST50' })).rejects.toThrow(
      'PROMO_FIRST_TOPUP_ONLY',
    );
  });

  it('answers PROMO_NOT_FOUND for codes of admins, except to them', async () => {
    const [alice, irina] = [await test.person(), await test.admin()];
    await expect(alice.call.promo.preview({ code: 'FREE_ACCESS' })).rejects.toThrow(
      'PROMO_NOT_FOUND',
    );
    expect(await irina.call.promo.preview({ code: 'free_access' })).toEqual({
      code: 'FREE_ACCESS',
      kind: 'free_access',
      value: 0,
    });
  });

  it('counts towards the same limit of wrong codes as redeeming', async () => {
    const mallory = await test.person();
    const tries = Array.from({ length: MAX_WRONG_GUESSES * 3 }, (_, n) => {
      const code = `GUESS${n}`;
      const { preview, redeem } = mallory.call.promo;
      return n % 2 ? preview({ code }) : redeem({ code, requestId: randomUUID() });
    });
    const results = (await Promise.allSettled(tries)).map((result) =>
      result.status === 'rejected' ? (result.reason as Error).message : 'ok',
    );
    const countOf = (value: string) => results.filter((one) => one === value).length;
    expect(countOf('PROMO_NOT_FOUND')).toBe(MAX_WRONG_GUESSES);
    expect(countOf('RATE_LIMITED')).toBe(MAX_WRONG_GUESSES * 2);
    const right = { code: 'WELCOME2025' };
    await expect(mallory.call.promo.preview(right)).rejects.toThrow('RATE_LIMITED');
    const item = { type: 'pack', code: 'coins-100' } as const;
    const quote = { item, provider: 'stars', promoCode: 'SAVE20' } as const;
    await expect(mallory.call.payments.quote(quote)).rejects.toThrow('RATE_LIMITED');
  });

  it('refuses unauthenticated callers', async () => {
    await expect(test.nobody().promo.preview({ code: 'WELCOME2025' })).rejects.toThrow(
      'INIT_DATA_MISSING',
    );
  });
});

/** A top-up that has been paid, with its movement. */
async function topUp(userId: number) {
  const chargeId = randomUUID();
  await test.app.db.transaction(async (tx) => {
    await tx.query(paidOrder, [userId, chargeId]);
    const fact = { userId, botName: 'main', actor: 'system', amount: 500 } as const;
    await ledger.post(tx, { ...fact, kind: 'topup', provider: 'stars', chargeId });
  });
}
const paidOrder = sql(`
  with placed as (
    insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item, coins,
      full_amount, amount, currency, status, expires_at, paid_at)
    values ($1, $2::uuid, gen_random_uuid(), '', 'main', 'stars', 'stars', '{}', 500, 100, 80, 'XTR',
      'succeeded', now() + interval '1 hour', now())
    returning user_id, id, coins, credits, amount, currency
  )
  insert into payment_charges (provider, charge_id, user_id, payment_id, amount, currency, coins,
    credits, paid_at)
  select 'stars', id::text, user_id, id, amount, currency, coins, credits, now() from placed
`);
