/** Layout of the forms about one person on a phone: nothing is cut, and each field has one focus ring. */
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e();
const phone = { person: 'irina', embed: true, lang: 'en', size: '390x844' } as const;

async function openCard() {
  const person = world.stack.telegram.world.createNewcomer({
    firstName: 'Nina',
    lastName: 'Hartmann',
    knowsBots: true,
  });
  await callerOf(world, person.key).mutate('me.launch');
  const opened = await world.open({ ...phone, path: '/admin/users' });
  const { app } = opened;
  await app.getByRole('searchbox').fill(String(person.id));
  const rows = app.locator('tbody').getByRole('button');
  await expect.poll(() => rows.count()).toBe(1);
  await rows.click();
  await app.getByRole('heading', { name: 'Nina Hartmann' }).waitFor();
  return opened;
}

const boxOf = async (part: Locator) => {
  const box = await part.boundingBox();
  return { left: Math.round(box?.x ?? 0), right: Math.round((box?.x ?? 0) + (box?.width ?? 0)) };
};

/** The widths of the focus rings of a text area and of the box around it. */
const ringsOf = (area: Locator) =>
  area.evaluate((element) => {
    const own = getComputedStyle(element);
    const box = getComputedStyle(element.closest('.field') as Element);
    return { own: own.outlineStyle, box: /inset/.test(box.boxShadow) };
  });

beforeAll(() => callerOf(world, 'irina').mutate('me.launch'));

describe('the forms about a person on a phone', () => {
  it('show one focus ring, and the reason of a correction in full', async () => {
    const opened = await openCard();
    const { app, mainButton } = opened;
    await app.getByLabel('New note').fill('Prefers to be written to');
    expect(await ringsOf(app.getByLabel('New note'))).toEqual({ own: 'none', box: true });

    await app.getByRole('button', { name: 'Adjust balance' }).click();
    const form = app.getByRole('dialog');
    await form.getByLabel('Note for the team').fill('Ticket 118');
    expect(await ringsOf(form.getByLabel('Note for the team'))).toEqual({ own: 'none', box: true });
    // The kinds scroll under the edge of the sheet, not under an edge that nobody sees.
    const sheet = await boxOf(form);
    expect(await boxOf(form.getByRole('tablist', { name: 'What' }))).toEqual(sheet);

    await form.getByLabel('Coins', { exact: true }).fill('5');
    await form.getByLabel('Ready reasons').selectOption('Apology for a failed video');
    await mainButton.click();
    await opened.phone.getByRole('alertdialog').getByRole('button', { name: 'Add' }).click();
    const reason = app
      .getByRole('list', { name: 'Ledger' })
      .getByText(/Apology for a failed video$/);
    await reason.waitFor();
    const cut = await reason.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    expect(cut).toBe(false);
  });

  it('ask for free access with what it was and what it becomes', async () => {
    const opened = await openCard();
    const { app, mainButton } = opened;
    await app.getByRole('button', { name: /^Free access/ }).click();
    const form = app.getByRole('dialog');
    await form.getByRole('radio', { name: 'Forever' }).click();
    await form.getByLabel('Ready reasons').selectOption('Partner');
    await mainButton.filter({ hasText: 'Save' }).click();
    const question = opened.phone.getByRole('alertdialog');
    await question.getByText('Nina Hartmann: No → Forever.').waitFor();
  });

  it('show the app of the person on the lines of the sheet', async () => {
    const { app, mainButton } = await openCard();
    await app.getByRole('button', { name: 'Open as they see it' }).click();
    const form = app.getByRole('dialog');
    await form.getByLabel('Ready reasons').selectOption('A question to support');
    await mainButton.filter({ hasText: 'Open' }).click();
    const earn = form.getByRole('heading', { name: 'Earn coins' });
    await earn.waitFor();
    const { left } = await boxOf(form.getByText(/^As Nina Hartmann sees it/));
    const lefts = [
      form.getByRole('region', { name: 'Balance' }),
      form.getByRole('heading', { name: 'Badges' }),
      earn,
    ].map(async (part) => (await boxOf(part)).left);
    expect(left).toBeGreaterThan(0);
    expect(new Set(await Promise.all(lefts)).size).toBe(1);
  });
});
