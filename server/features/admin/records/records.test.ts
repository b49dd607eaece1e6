import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SectionCode } from '../../../../shared/records/sections.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { testApp } from '../../../testing/testApp.ts';
import { everybody, placeOrder } from '../testing.ts';

const test = testApp();
let people: Awaited<ReturnType<typeof everybody>>;

beforeAll(async () => {
  people = await everybody(test);
});

const admin = () => people.admin.call.admin;
const list = (section: SectionCode, more: object = {}) => admin().records({ section, ...more });

async function find(section: SectionCode, key: string): Promise<AdminRecord> {
  const { items } = await list(section, { limit: 100 });
  return items.find((one) => one.key === key || one.values.code === key) ?? expect.fail(key);
}

const change = (section: SectionCode, record: AdminRecord, values: object) =>
  admin().changeRecord({
    requestId: randomUUID(),
    section,
    key: record.key,
    version: record.version,
    values: { ...values },
  });

const create = (section: SectionCode, values: object) =>
  admin().createRecord({ requestId: randomUUID(), section, values: { ...values } });

/** The refusal of each field. */
async function issuesOf(call: Promise<unknown>): Promise<string[]> {
  const error = await call.then(
    () => expect.fail('it was not refused'),
    (reason) => reason,
  );
  expect(error.message).toBe('INVALID_FIELDS');
  return error.cause.details.issues.map(
    ({ field, problem }: { field: string; problem: string }) => `${field}: ${problem}`,
  );
}

const promo = (code: string, more: object = {}) => ({
  code,
  kind: 'bonus_coins',
  value: 1000,
  maxUses: null,
  perUser: 1,
  startsAt: null,
  endsAt: null,
  firstTopupOnly: false,
  adminsOnly: false,
  active: true,
  ...more,
});

describe('a list of records', () => {
  it('is searched, filtered, sorted, and continues where a page ended', async () => {
    for (let i = 0; i < 5; i++) {
      await create('promo', promo(`PAGE${i}`, { active: i !== 3 }));
    }
    const first = await list('promo', { query: 'page', sort: 'code', limit: 2 });
    const second = await list('promo', {
      query: 'page',
      sort: 'code',
      limit: 2,
      cursor: first.nextCursor ?? '',
    });
    const codes = [...first.items, ...second.items].map(({ values }) => values.code);
    expect(codes).toEqual(['PAGE0', 'PAGE1', 'PAGE2', 'PAGE3']);
    const off = await list('promo', { query: 'PAGE', filters: { active: 'false' } });
    expect(off.items.map(({ values }) => values.code)).toEqual(['PAGE3']);
    const named = await list('badges', { query: 'первый', filters: { metric: 'images' } });
    expect(named.items.map(({ key }) => key)).toEqual(['first_picture']);
    await expect(list('promo', { cursor: 'bm9uc2Vuc2U' })).rejects.toThrow('BAD_REQUEST');
    const strange = Buffer.from('["a","b"]').toString('base64url');
    await expect(list('promo', { cursor: strange })).rejects.toThrow('BAD_REQUEST');
  });
});

describe('a change of a record', () => {
  it('applies in every process at once, is in the audit log with before and after, and leaves sold items unchanged', async () => {
    const another = await test.openAnother();
    await another.catalog.read();
    const order = await placeOrder(test.app, people.alice, { coins: 5000, stars: 85 });
    const pack = await find('packs', 'coins-50');
    expect(pack.values.stars).toBe(85);
    await change('packs', pack, { stars: 99 });
    await expect
      .poll(
        async () => (await another.catalog.read()).packs.find((p) => p.code === pack.key)?.stars,
      )
      .toBe(99);
    await another.close();
    const { packs } = await people.alice.call.payments.options();
    expect(packs.find(({ code }) => code === 'coins-50')?.stars).toBe(99);
    expect((await people.alice.call.payments.get({ id: order })).amount).toBe(85);
    const [entry] = (await admin().actions({ target: 'packs:coins-50' })).items;
    expect(entry).toMatchObject({
      action: 'record.change',
      before: { title: 'coins-50', values: { stars: 85 } },
      after: { values: { stars: 99 }, version: 2 },
    });
  });

  it('from an older version is refused with the current record', async () => {
    const model = await find('models', 'imagen-3');
    await change('models', model, { price: 400 });
    const late = await change('models', model, { price: 500 }).catch((error) => error);
    expect(late.message).toBe('CHANGED_MEANWHILE');
    expect(late.cause.details.current).toMatchObject({
      version: model.version + 1,
      values: { price: 400 },
    });
    expect((await find('models', 'imagen-3')).values.price).toBe(400);
  });

  it('that is sent again is applied once', async () => {
    const pack = await find('packs', 'coins-100');
    const input = {
      requestId: randomUUID(),
      section: 'packs' as const,
      key: pack.key,
      version: pack.version,
      values: { stars: 161 },
    };
    const first = await admin().changeRecord(input);
    expect(await admin().changeRecord(input)).toEqual(first);
    await expect(admin().changeRecord({ ...input, values: { stars: 1 } })).rejects.toThrow(
      'IDEMPOTENCY_CONFLICT',
    );
  });

  it('that switches a model off and on again changes what people are offered', async () => {
    const statusOf = async () => {
      const { operations } = await people.alice.call.generation.catalog();
      const models = operations.flatMap((operation) => operation.models);
      return models.find(({ code }) => code === 'texter')?.status;
    };
    for (const status of ['soon', 'active']) {
      await change('models', await find('models', 'texter'), { status });
      expect(await statusOf()).toBe(status);
    }
  });
});

describe('many records', () => {
  it('are switched off and on at once, models too, and the audit log lists which', async () => {
    const statuses = async () =>
      (await list('models', { limit: 100 })).items.map(({ key, values }) => [key, values.status]);
    const before = await statuses();
    const active = before.filter(([, status]) => status === 'active').map(([key]) => String(key));
    const keys = active.slice(0, 2);
    const switched = (on: boolean) =>
      admin().toggleRecords({ requestId: randomUUID(), section: 'models', keys, on });
    expect(await switched(false)).toEqual({ changed: 2 });
    expect(await switched(false)).toEqual({ changed: 0 });
    const off = new Map((await statuses()).map(([key, status]) => [key, status]));
    expect(keys.map((key) => off.get(key))).toEqual(['retired', 'retired']);
    const [, latest] = (await admin().actions({ action: 'record.off' })).items;
    expect(latest).toMatchObject({
      target: 'models',
      after: { titles: keys.toSorted(), on: false },
    });
    expect(await switched(true)).toEqual({ changed: 2 });
    expect(await statuses()).toEqual(before);
  });
});

describe('an invalid value is refused at its field, and nothing is saved', () => {
  it.each<[string, SectionCode, string, object, string[]]>([
    ['a negative price', 'models', 'nano-banana', { price: -1 }, ['price: too_small']],
    ['a price that is no number', 'models', 'nano-banana', { price: 1.5 }, ['price: not_a_number']],
    [
      'a fallback to itself',
      'models',
      'imagen-3',
      { fallback: 'imagen-3' },
      ['fallback: own_fallback'],
    ],
    [
      'fallbacks in a circle',
      'models',
      'nano-banana',
      { fallback: 'imagen-3' },
      ['fallback: fallback_circle'],
    ],
    [
      'a fallback of another kind',
      'models',
      'editor',
      { fallback: 'nano-banana' },
      ['fallback: other_operation'],
    ],
    [
      'a fallback that is not there',
      'models',
      'editor',
      { fallback: 'x' },
      ['fallback: not_a_choice'],
    ],
    ['another operation', 'models', 'editor', { operation: 'video' }, ['operation: fixed']],
    ['no provider', 'models', 'editor', { providers: [] }, ['providers: required']],
    [
      'a provider that is none',
      'models',
      'editor',
      { providers: [{ provider: 'x', model: 'y' }] },
      ['providers: bad_code'],
    ],
    ['a field that is none', 'models', 'editor', { version: 7 }, ['version: unknown']],
    ['150 %', 'rewards', 'referral_topup_percent', { value: 150 }, ['value: too_large']],
    [
      'free coins',
      'packs',
      'coins-50',
      { stars: 0, roubles: 0 },
      ['stars: too_small', 'roubles: too_small'],
    ],
    ['no rate for other amounts', 'packs', 'coins-100', { active: false }, ['active: last_pack']],
    ['a month of 31 days', 'plans', 'month', { days: 31 }, ['days: too_large']],
    ['a level above the next', 'levels', '3', { minXp: 100_000 }, ['minXp: not_rising']],
    ['a first level that not all have', 'levels', '1', { minXp: 5 }, ['minXp: too_large']],
    [
      'a badge without a name',
      'badges',
      'director',
      { name: { ru: ' ', en: 'x' } },
      ['name: required'],
    ],
    [
      'a name that PostgreSQL cannot hold',
      'badges',
      'director',
      { name: { ru: 'a\u0000', en: 'x' } },
      ['name: bad_code'],
    ],
  ])('%s', async (_what, section, key, values, problems) => {
    const record = await find(section, key);
    expect(await issuesOf(change(section, record, values))).toEqual(problems);
    expect(await find(section, key)).toEqual(record);
  });

  it.each<[string, object, string[]]>([
    [
      'a discount of 150 %',
      promo('ODD', { kind: 'topup_discount', value: 150 }),
      ['value: too_large'],
    ],
    [
      'a code that has ended',
      promo('ODD', { endsAt: '2020-01-01T00:00:00Z' }),
      ['endsAt: in_past'],
    ],
    [
      'an end before the start',
      promo('ODD', { startsAt: '2990-01-02T00:00:00Z', endsAt: '2990-01-01T00:00:00Z' }),
      ['endsAt: ends_before_start'],
    ],
    ['a code that is there, in Cyrillic letters', promo('ЅАVE20'), ['code: taken']],
    ['a code with a formula', promo('=CMD|X'), ['code: not_a_promo_code']],
    [
      'nothing',
      {},
      expect.arrayContaining(['code: required', 'kind: required', 'value: required']),
    ],
  ])('a new promo code: %s', async (_what, values, problems) => {
    expect(await issuesOf(create('promo', values))).toEqual(problems);
    expect((await list('promo', { query: 'ODD' })).items).toEqual([]);
  });

  it('refuses a limit below the number of uses, in total and per person', async () => {
    await create('promo', promo('USED', { maxUses: 5, perUser: 2 }));
    for (let i = 0; i < 2; i++) {
      await people.alice.call.promo.redeem({ code: 'USED', requestId: randomUUID() });
    }
    const used = await find('promo', 'USED');
    expect(used.facts.taken).toBe(2);
    expect(await issuesOf(change('promo', used, { maxUses: 1 }))).toEqual(['maxUses: below_taken']);
    expect(await issuesOf(change('promo', used, { perUser: 1 }))).toEqual(['perUser: below_used']);
    await change('promo', used, { maxUses: 2 });
    const { items } = await admin().promoUses({ promoId: used.key });
    expect(items.map(({ userName }) => userName)).toEqual(['Alice Smith', 'Alice Smith']);
  });
});

describe('styles and templates', () => {
  const presetsOf = async () => {
    const { presets } = await people.alice.call.generation.catalog();
    return presets.map(({ code }) => code);
  };

  it('are offered to people as soon as an admin has created them, until one is switched off', async () => {
    const values = {
      code: 'style-noir',
      kind: 'style',
      operation: 'create',
      name: { ru: 'Нуар', en: 'Noir' },
      text: { ru: 'чёрно-белый нуар', en: 'black and white, film noir' },
      active: true,
      position: 1,
    };
    await create('presets', values);
    const { presets } = await people.alice.call.generation.catalog();
    const { active: _active, position: _position, ...offered } = values;
    expect(presets.find(({ code }) => code === 'style-noir')).toEqual(offered);
    const found = await find('presets', 'style-noir');
    await change('presets', found, { active: false });
    expect(await presetsOf()).not.toContain('style-noir');
  });

  it('need texts in both languages, and an operation that takes a prompt', async () => {
    const [known = ''] = await presetsOf();
    const record = await find('presets', known);
    const half = change('presets', record, { text: { ru: 'Лиса', en: ' ' } });
    expect(await issuesOf(half)).toEqual(['text: required']);
    const wordless = change('presets', record, { operation: 'upscale' });
    expect(await issuesOf(wordless)).toEqual(['operation: not_a_choice']);
  });
});

describe('the formats of a model', () => {
  it('are those that an admin has selected, and no others', async () => {
    const model = await find('models', 'nano-banana');
    const providers = model.values.providers as { formats?: string[] }[];
    const withFormats = (formats: unknown) => providers.map((entry) => ({ ...entry, formats }));
    for (const wrong of [[], ['1:1', '1:1'], ['5:4'], 'all']) {
      const call = change('models', model, { providers: withFormats(wrong) });
      expect(await issuesOf(call)).toEqual(['providers: bad_code']);
    }
    await change('models', model, { providers: withFormats(['1:1', '21:9']) });
    const { operations } = await people.alice.call.generation.catalog();
    const shown = operations[0]?.models.find(({ code }) => code === 'nano-banana');
    expect(shown?.formats).toEqual(['1:1', '21:9']);
  });
});

describe('many promo codes', () => {
  it('are created at once, each unique, and switched off at once', async () => {
    const { code: _, ...values } = promo('');
    const input = { requestId: randomUUID(), prefix: ' blog-_', count: 25, values };
    const { codes } = await admin().createPromoCodes(input);
    expect(new Set(codes).size).toBe(25);
    expect(codes[0]).toMatch(/^BLOG-[A-Z2-9]{8}$/);
    expect(await admin().createPromoCodes(input)).toEqual({ codes });
    const made = await list('promo', { query: 'BLOG-', limit: 100 });
    expect(made.items.map((one) => one.values.code).sort()).toEqual([...codes].sort());
    await people.alice.call.promo.redeem({ code: codes[7] ?? '', requestId: randomUUID() });
    const keys = made.items.map(({ key }) => key);
    const off = { requestId: randomUUID(), section: 'promo' as const, keys, on: false };
    expect(await admin().toggleRecords(off)).toEqual({ changed: 25 });
    await expect(
      people.alice.call.promo.redeem({ code: codes[8] ?? '', requestId: randomUUID() }),
    ).rejects.toThrow('PROMO_NOT_FOUND');
  });

  it('are refused as a whole when one field is wrong', async () => {
    const values = { ...promo(''), value: -5 };
    const call = admin().createPromoCodes({
      requestId: randomUUID(),
      prefix: 'NO',
      count: 3,
      values,
    });
    expect(await issuesOf(call)).toEqual(['value: too_small']);
    expect((await list('promo', { query: 'NO-' })).items).toEqual([]);
  });
});
