import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { newcomer } from '../simulators/telegram/people.ts';
import type { HostOptions, OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';

// The browser logs what the server refuses.
const world = e2e({
  tolerates: /Failed to load resource.*\/trpc\/(promo\.preview|payments\.quote)\?/,
});
const person = (id: number, key: string) => ({ ...newcomer(id), key, stars: 5_000 });
const PEOPLE = [
  person(700_300_001, 'nora'),
  person(700_300_002, 'boris'),
  person(700_300_003, 'uma'),
  person(700_300_004, 'pat'),
];
const WORDS = {
  en: {
    open: /^Promo code/,
    topUp: 'Top up',
    title: 'Promo code',
    look: 'Check the code',
    apply: 'Apply',
    getIt: 'Get it',
    done: 'Done',
    gifts: [
      ['COINS50', 'Code accepted: 50 coins to your balance', 'Get 50 coins'],
      ['OPS3', 'Code accepted: 3 free operations', 'Get 3 operations'],
      ['DAYS7', 'Code accepted: 7 days of the plan “Month”', 'Get 7 days'],
      ['TRAIN2', 'Code accepted: 2 free trainings', 'Get 2 trainings'],
      ['OPEN5', 'Code accepted: everything is free for 5 days', 'Get free access'],
      ['SAVE20', 'Code accepted: −20% on a top-up', 'Top up with the code'],
    ],
    separately: 'This code is not a discount. It gives 3 free operations.',
    refused: [
      ['NOSUCH', 'No such code. Check the spelling.'],
      ['OLD', /^This code expired on .*\. Try another one\.$/],
      ['GONE', 'This code has reached its limit. Try another one.'],
      ['MINE', 'You’ve already used this code. Try another one.'],
    ],
    tooMany: /Too many/,
  },
  ru: {
    open: /^Промокод/,
    topUp: 'Пополнить',
    title: 'Промокод',
    look: 'Проверить код',
    apply: 'Применить',
    getIt: 'Забрать',
    done: 'Готово',
    gifts: [
      ['COINS50', 'Код принят: 50 монет на баланс', 'Забрать 50 монет'],
      ['DAYS7', 'Код принят: 7 дней подписки «Месяц»', 'Забрать 7 дней'],
      ['SAVE20', 'Код принят: −20% на пополнение', 'Пополнить с промокодом'],
    ],
    separately: 'Это не скидка. Код даёт: 3 бесплатные операции.',
    refused: [
      ['NOSUCH', 'Такого промокода нет. Проверьте, как он написан.'],
      ['GONE', 'Лимит промокода исчерпан. Попробуйте другой.'],
    ],
    tooMany: /Слишком много/,
  },
} as const;
type Lang = keyof typeof WORDS;

async function call(who: string, path: string, input: object = {}): Promise<number> {
  const { telegram, apiUrl } = world.stack;
  const isQuery = path === 'promo.preview';
  const query = isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const answer = await fetch(`${apiUrl}/trpc/${path}${query}`, {
    method: isQuery ? 'GET' : 'POST',
    headers: {
      authorization: `tma ${telegram.initData({ bot: 'main', person: who })}`,
      'content-type': 'application/json',
    },
    ...(!isQuery && { body: JSON.stringify(input) }),
  });
  return answer.status;
}

const redeem = (who: string, code: string) =>
  call(who, 'promo.redeem', { code, requestId: randomUUID() });

beforeAll(async () => {
  for (const one of PEOPLE) {
    world.stack.telegram.world.addPerson(one);
    expect(await call(one.key, 'me.launch')).toBe(200);
  }
  await world.query(`
    insert into promo_codes (code, kind, value, max_uses, ends_at) values
      ('COINS50', 'bonus_coins', 5000, null, null), ('OPS3', 'free_operations', 3, null, null),
      ('DAYS7', 'plan_days', 7, null, null), ('TRAIN2', 'free_trainings', 2, null, null),
      ('OPEN5', 'free_access', 5, null, null), ('GONE', 'bonus_coins', 100, 1, null),
      ('MINE', 'bonus_coins', 100, null, null),
      ('OLD', 'bonus_coins', 100, null, now() - interval '1 day')`);
  expect(await redeem('pat', 'GONE')).toBe(200);
  for (const { key } of PEOPLE) {
    expect(await redeem(key, 'MINE')).toBe(200);
  }
});

const open = (who: string, lang: Lang, options: HostOptions = {}) =>
  world.open({ person: who, path: '/wallet', embed: true, lang, ...options });

async function type({ app }: OpenedApp, lang: Lang, code: string): Promise<void> {
  await app.getByRole('textbox', { name: WORDS[lang].title }).fill(code.toLowerCase());
}

async function openSheet(opened: OpenedApp, lang: Lang): Promise<void> {
  const { app } = opened;
  await app.getByRole('button', { name: WORDS[lang].open }).click();
  await app.getByRole('dialog', { name: WORDS[lang].title }).waitFor();
}

/** Types each code into the open sheet; what it gives is shown below the field and on the button. */
async function preview(opened: OpenedApp, lang: Lang, mark: string): Promise<void> {
  const { app, mainButton } = opened;
  for (const [code, fits, take] of WORDS[lang].gifts) {
    await type(opened, lang, code);
    await mainButton.filter({ hasText: WORDS[lang].look }).click();
    await app.getByText(fits).waitFor();
    await mainButton.filter({ hasText: take }).waitFor();
    await shoot(opened, `promo-${mark}-${code}`);
  }
}

/** Checks that each refusal says why, and what to do. */
async function refuse(opened: OpenedApp, lang: Lang, mark: string): Promise<void> {
  for (const [code, sentence] of WORDS[lang].refused) {
    await type(opened, lang, code);
    await opened.mainButton.filter({ hasText: WORDS[lang].look }).click();
    await opened.app.getByText(sentence).waitFor();
    await shoot(opened, `promo-${mark}-${code}`);
  }
}

/** In the top-up: a gift of another kind is offered, a wrong code refused, a discount applied. */
async function inTopUp(opened: OpenedApp, lang: Lang, mark: string): Promise<void> {
  const { app, mainButton, backButton } = opened;
  const words = WORDS[lang];
  const apply = app.getByRole('button', { name: words.apply, exact: true });
  await app.getByRole('button', { name: words.topUp }).first().click();
  await type(opened, lang, 'OPS3');
  await apply.click();
  await app.getByText(words.separately).waitFor();
  await shoot(opened, `promo-${mark}-topup-gift`);
  await app.getByRole('button', { name: words.getIt, exact: true }).click();
  await app.getByRole('dialog', { name: words.title }).waitFor();
  await mainButton.filter({ hasText: /3/ }).waitFor();
  await backButton.click();
  await app.getByRole('dialog', { name: words.title }).waitFor({ state: 'detached' });
  const [wrong, sentence] = words.refused[0];
  await type(opened, lang, wrong);
  await apply.click();
  await app.getByText(sentence).waitFor();
  await expectFits(opened);
  await shoot(opened, `promo-${mark}-topup-wrong`);
  await type(opened, lang, 'SAVE20');
  await apply.click();
  await app.getByRole('status').getByText('SAVE20').waitFor();
  await mainButton.filter({ hasText: /[1-9]/ }).waitFor();
  await shoot(opened, `promo-${mark}-topup-discount`);
}

describe('a promo code', () => {
  it('shows what it gives before it is redeemed, in English on a light iPhone', async () => {
    const nora = await open('nora', 'en');
    const { app, mainButton, secondaryButton, phone } = nora;
    await openSheet(nora, 'en');
    await shoot(nora, 'promo-en-empty');
    await preview(nora, 'en', 'en');
    // Still in the sheet: the discount leads to the top-up with the code applied.
    await mainButton.filter({ hasText: 'Top up with the code' }).click();
    await app.getByRole('status').getByText('SAVE20').waitFor();
    await nora.backButton.click();

    await openSheet(nora, 'en');
    await type(nora, 'en', 'COINS50');
    await mainButton.filter({ hasText: 'Check the code' }).click();
    await mainButton.filter({ hasText: 'Get 50 coins' }).dblclick();
    await app.getByText('Coins are on your balance').waitFor();
    await shoot(nora, 'promo-en-taken');
    await mainButton.filter({ hasText: 'Done' }).click();
    const [balance] = await world.query<{ coins: number }>(
      `select coins::int from audit.users where user_id = (select id from users where telegram_id = $1)`,
      [700_300_001],
    );
    // 100 from the first launch, 1 from MINE.
    expect(balance).toEqual({ coins: 15_100 });
    await app.getByRole('dialog').waitFor({ state: 'detached' });
    // The sheet has shown the coins already: their live event opens nothing over the page.
    await phone.page().waitForTimeout(1_500);
    expect(await secondaryButton.isVisible()).toBe(false);
    expect(await app.getByRole('dialog').count()).toBe(0);
  });

  it('shows what it gives in Russian on a dark Android', async () => {
    const look = { theme: 'android-night', platform: 'android', size: '360x740' } as const;
    const boris = await open('boris', 'ru', look);
    await openSheet(boris, 'ru');
    await preview(boris, 'ru', 'ru');
    await refuse(boris, 'ru', 'ru');
    await boris.backButton.click();
    await inTopUp(boris, 'ru', 'ru');
  });

  it('is refused with a reason, and guessing is limited, on 320 px', async () => {
    const uma = await open('uma', 'en', { size: '320x568' });
    await openSheet(uma, 'en');
    await refuse(uma, 'en', '320');
    await expectFits(uma);
    await uma.backButton.click();
    await inTopUp(uma, 'en', '320');
    await uma.backButton.click();
    for (let wrong = 0; wrong < 10; wrong++) {
      await call('uma', 'promo.preview', { code: `WRONG${wrong}` });
    }
    await openSheet(uma, 'en');
    await type(uma, 'en', 'COINS50');
    await uma.mainButton.filter({ hasText: 'Check the code' }).click();
    await uma.app.getByText(WORDS.en.tooMany).waitFor();
    await shoot(uma, 'promo-320-toomany');
  });

  it('of a link is looked up as the app opens', async () => {
    const pat = await open('pat', 'en', { path: '', startapp: 'promo_DAYS7' });
    const { app, mainButton } = pat;
    await app.getByText('Code accepted: 7 days of the plan “Month”').waitFor();
    await shoot(pat, 'promo-link');
    await mainButton.filter({ hasText: 'Get 7 days' }).click();
    await app.getByText(/^The plan is active until/).waitFor();
    await shoot(pat, 'promo-link-taken');
    await mainButton.filter({ hasText: 'Done' }).click();
    await app.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
