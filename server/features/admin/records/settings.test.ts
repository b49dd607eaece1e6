import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../../../testing/testApp.ts';
import { createFakeProvider } from '../../generation/testing/fakeProvider.ts';
import { pictureOrder } from '../../generation/testing/orders.ts';

const test = testApp({
  env: {
    YOOKASSA_ENABLED: 'true',
    YOOKASSA_SHOP_ID: '1',
    YOOKASSA_SECRET_KEY: 'test_secret_of_yookassa',
    YOOKASSA_RETURN_URL: 'https://example.org/',
  },
  overrides: { providers: { fal: createFakeProvider() } },
});
let admin: Awaited<ReturnType<typeof test.admin>>['call']['admin'];
let alice: Awaited<ReturnType<typeof test.person>>['call'];

beforeAll(async () => {
  admin = (await test.admin()).call.admin;
  alice = (await test.person()).call;
});

async function set(values: object) {
  const { version } = await admin.settings();
  return await admin.changeSettings({ requestId: randomUUID(), version, values: { ...values } });
}

async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => expect.fail('it was not refused'),
    (reason) => reason,
  );
  return [error.message, ...(error.cause?.details.issues ?? []).map((i: object) => ({ ...i }))];
}

describe('the settings', () => {
  it('stop all creation at once and resume it, and are in the audit log', async () => {
    await set({ generation_paused: true });
    await expect(alice.generation.create(pictureOrder())).rejects.toThrow('GENERATION_PAUSED');
    await set({ generation_paused: false });
    await alice.generation.create(pictureOrder());
    const { items } = await admin.actions({ target: 'settings' });
    expect(items.map(({ before, after }) => [before, after])).toMatchObject([
      [{ values: { generation_paused: true } }, { values: { generation_paused: false } }],
      [{ values: { generation_paused: false } }, { values: { generation_paused: true } }],
    ]);
  });

  it('limit how many generations of one person run at once', async () => {
    await set({ generations_at_once: 2 });
    await alice.generation.create(pictureOrder());
    await expect(alice.generation.create(pictureOrder())).rejects.toThrow('TOO_MANY_RUNNING');
  });

  it('switch roubles off in a bot, and back to the configured state', async () => {
    const methods = async () =>
      (await alice.payments.options()).methods.map(({ provider }) => provider);
    expect(await methods()).toContain('yookassa');
    await set({ yookassa_bots: [] });
    expect(await methods()).not.toContain('yookassa');
    await expect(
      alice.payments.quote({ item: { type: 'pack', code: 'coins-50' }, provider: 'yookassa' }),
    ).rejects.toThrow('PAYMENT_METHOD_UNAVAILABLE');
    await set({ yookassa_bots: null });
    expect(await methods()).toContain('yookassa');
  });

  it('refuse an invalid value at its field, and then save nothing', async () => {
    const before = await admin.settings();
    expect(await refusal(set({ referral_hold_hours: 24, generations_at_once: 0 }))).toEqual([
      'INVALID_FIELDS',
      { field: 'generations_at_once', problem: 'too_small', limit: 1 },
    ]);
    expect(await refusal(set({ yookassa_bots: ['nobody'] }))).toContainEqual({
      field: 'yookassa_bots',
      problem: 'not_a_choice',
    });
    expect(await refusal(set({ start_text: { ru: 'Привет', en: '' } }))).toContainEqual({
      field: 'start_text',
      problem: 'required',
    });
    expect(await refusal(set({ last_audit: 'none' }))).toContainEqual({
      field: 'last_audit',
      problem: 'unknown',
    });
    expect(await admin.settings()).toEqual(before);
  });

  it('say how many free operations a newcomer gets, and leave it to the configuration when empty', async () => {
    const operations = async () => (await test.person()).me.balance.freeOperations;
    expect(await operations()).toBe(4);
    await set({ welcome_free_operations: 7 });
    expect(await operations()).toBe(7);
    await set({ welcome_free_operations: 0 });
    expect(await operations()).toBe(0);
    await set({ welcome_free_operations: null });
    expect(await operations()).toBe((await admin.settings()).configuredFreeOperations);
    const tooMany = { field: 'welcome_free_operations', problem: 'too_large', limit: 10_000 };
    expect(await refusal(set({ welcome_free_operations: 10_001 }))).toContainEqual(tooMany);
  });

  it.each([
    '@ai',
    'help_desk',
    '@имя_поддержки',
    '@help desk',
    'https://example.com/help',
    'https://t.me.example.com/help',
    'https://user@t.me/help',
    'http://t.me/helpdesk',
    'https://t.me/',
    'https://t.me/help?start=<b>',
    'javascript:alert(1)',
    '\u202E@helpdesk',
  ])('refuse %j as a contact for support', async (support_contact) => {
    const issue = { field: 'support_contact', problem: 'not_a_contact' };
    expect(await refusal(set({ support_contact }))).toEqual(['INVALID_FIELDS', issue]);
  });

  it.each([
    '@help_desk',
    'https://t.me/help_desk',
    'https://t.me/+AbC-d_1',
    'https://t.me/help/17',
  ])(
    'take %s as a contact, show it to everybody and write it into the log',
    async (support_contact) => {
      expect((await alice.me.get()).supportContact).toBeNull();
      await set({ support_contact });
      expect((await alice.me.get()).supportContact).toBe(support_contact);
      const [entry] = (await admin.actions({ target: 'settings' })).items;
      expect([entry?.before, entry?.after]).toMatchObject([
        { values: { support_contact: null } },
        { values: { support_contact } },
      ]);
      await set({ support_contact: null });
      expect((await alice.me.get()).supportContact).toBeNull();
    },
  );

  it('that another admin has changed meanwhile are not overwritten', async () => {
    const { version } = await admin.settings();
    await set({ referral_hold_hours: 5 });
    const late = await admin
      .changeSettings({ requestId: randomUUID(), version, values: { referral_hold_hours: 9 } })
      .catch((error) => error);
    expect(late.message).toBe('CHANGED_MEANWHILE');
    expect(late.cause.details.current.values.referral_hold_hours).toBe(5);
  });
});
