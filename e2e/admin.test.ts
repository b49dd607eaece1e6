import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANNA, newcomer } from '../simulators/telegram/people.ts';
import { type OpenedApp, openInHost } from '../simulators/telegram/testing/openInHost.ts';
import { launchChromium } from './browser.ts';
import { e2e } from './stack.ts';

const world = e2e();
/** Joins the team as support. */
const SAM = { ...newcomer(700_200_001), key: 'sam', firstName: 'Sam', lastName: 'Porter' };

async function launch(person: string): Promise<void> {
  const { telegram, apiUrl } = world.stack;
  const authorization = `tma ${telegram.initData({ bot: 'main', person })}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${apiUrl}/trpc/me.launch`, { method: 'POST', headers });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  world.stack.telegram.world.addPerson(SAM);
  for (const person of ['anna', 'irina', 'sam']) {
    await launch(person);
  }
});

/** Pictures for a person to look at, when SCREENSHOTS names a folder. */
async function shoot({ phone }: OpenedApp, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await phone.screenshot({ path: join(folder, `admin-${name}.png`) });
  }
}

const openAdmin = (path = '/admin', person = 'irina') =>
  world.open({ person, path, embed: true, lang: 'en' });

/** Presses a button of Telegram's popup. */
async function answer({ phone }: OpenedApp, button: string): Promise<void> {
  await phone.getByRole('alertdialog').getByRole('button', { name: button, exact: true }).click();
}

/** Finds a person and opens the card. */
async function openCard(opened: OpenedApp, query: string, name: string): Promise<void> {
  const { app } = opened;
  await app.getByRole('searchbox', { name: 'Name, @username or ID' }).fill(query);
  await expect.poll(() => people(app).allTextContents()).toEqual([expect.stringContaining(name)]);
  await people(app).click();
  await app.getByRole('heading', { name }).waitFor();
}

function people(app: OpenedApp['app']): Locator {
  return app.locator('tbody').getByRole('button');
}

async function chooseReason({ app }: OpenedApp, reason: string): Promise<void> {
  await app.getByLabel('Ready reasons').selectOption(reason);
}

describe('the figures', () => {
  it('are in a tab that only admins have', async () => {
    const opened = await world.open({ person: 'irina', embed: true });
    const { app } = opened;
    await app.getByRole('link', { name: 'Admin' }).click();
    await app.getByRole('heading', { name: 'Overview' }).waitFor();
    const newUsers = app.locator('.kpi', { hasText: 'New users' });
    await newUsers.getByText('3', { exact: true }).waitFor();
    await newUsers.getByText('was 0').waitFor();
    await app
      .getByRole('img', { name: /nothing yet/ })
      .first()
      .waitFor();
    await app.getByText('0 waiting, 0 in progress').waitFor();
    await shoot(opened, 'overview');
  });
});

describe('a person’s balance', () => {
  it('is found by name and id, changed with a reason, and updated live in the person’s app', async () => {
    const anna = await world.open({ person: 'anna', embed: true });
    const balance = anna.app.getByRole('region', { name: 'Balance' });
    await balance.getByText('100', { exact: true }).last().waitFor();

    const opened = await openAdmin('/admin/users');
    const { app, mainButton } = opened;
    await openCard(opened, 'anna kov', 'Anna Kovaleva');
    await opened.backButton.click();
    await app.getByRole('searchbox').fill('');
    await openCard(opened, String(ANNA.id), 'Anna Kovaleva');
    await app.getByRole('button', { name: 'Adjust balance' }).click();
    await app.getByLabel('Coins', { exact: true }).fill('1000000');
    await app.getByRole('tab', { name: 'Take away' }).click();
    await app.getByText('Only 100 coins on the balance').waitFor();
    await app.getByRole('tab', { name: 'Add', exact: true }).click();
    await app.getByLabel('Coins', { exact: true }).fill('100');
    await app.getByText('100 → 200').waitFor();
    await chooseReason(opened, 'Apology for a failed video');
    await app.getByLabel('Note for the team').fill('ticket 4F7');
    await shoot(opened, 'adjust');
    await mainButton.filter({ hasText: /^Add 100.coins$/ }).click();
    await opened.phone.getByText('Anna Kovaleva will have 200 instead of 100.').waitFor();
    await answer(opened, 'Add');

    await app.getByText(/^100.coins added$/).waitFor();
    await balance.getByText('200', { exact: true }).last().waitFor();
    const line = app.getByRole('list', { name: 'Ledger' }).getByRole('listitem').first();
    await expect.poll(() => line.textContent()).toMatch(/Apology for a failed video.*\+100/);
    await shoot(opened, 'card');

    await app.getByRole('button', { name: 'What admins did' }).click();
    await app.getByText('Balance +100').waitFor();
    await app.getByText('Only Anna Kovaleva').waitFor();
    await app.getByText(/^Anna Kovaleva: Apology for a failed video\s+ticket 4F7$/).waitFor();
    await shoot(opened, 'audit');
    const rows = await world.query<{ coins: number }>(
      'select coins::int from audit.users u where coins = 20000',
    );
    expect(rows).toHaveLength(1);
  });
});

describe('a refund', () => {
  it('shows what will be clawed back, returns the Stars, and takes the coins', async () => {
    const anna = await world.open({ person: 'anna', embed: true });
    await anna.app.getByRole('link', { name: 'Wallet' }).click();
    await anna.app.getByRole('button', { name: 'Top up' }).click();
    await anna.app.getByRole('radio', { name: /^100\b/ }).click();
    await anna.mainButton.filter({ hasText: 'Pay 160 stars' }).click();
    await anna.phone.getByRole('button', { name: 'Confirm and pay 160' }).click();
    await anna.app.getByText('Coins are on your balance').waitFor();
    await anna.secondaryButton.filter({ hasText: 'Done' }).click();
    const balance = anna.app.getByRole('region', { name: 'Balance' });
    await balance.getByText('300', { exact: true }).last().waitFor();

    const opened = await openAdmin('/admin/payments');
    const { app } = opened;
    await app.getByRole('button', { name: /Anna Kovaleva.*Paid/s }).click();
    await shoot(opened, 'payments');
    await app.getByRole('button', { name: 'Refund' }).click();
    const sheet = app.getByRole('dialog', { name: 'Refund · Anna Kovaleva' });
    await expect
      .poll(() => sheet.locator('.sum > div').allTextContents())
      .toEqual([
        'Coins taken back100',
        'Recorded as shortfall0',
        expect.stringMatching(/^Money back160.stars$/),
      ]);
    await chooseReason(opened, 'User asked within 14 days');
    await shoot(opened, 'refund');
    await opened.mainButton.filter({ hasText: /^Refund 160.stars$/ }).click();
    await answer(opened, 'Refund');
    await app.getByText(/^The refund of 160.stars has begun$/).waitFor();
    await app.getByRole('button', { name: /Anna Kovaleva.*Refunded/s }).waitFor();
    expect(await app.getByRole('button', { name: 'Refund', exact: true }).count()).toBe(0);
    await balance.getByText('200', { exact: true }).last().waitFor();
  });
});

describe('an alert', () => {
  it('is shown on every section, and closed with a reason', async () => {
    await world.query(
      `insert into alerts (kind, key, detail) values ('refund_failed', 'stars:lost', '{"amount": 5}')`,
    );
    const opened = await openAdmin();
    const { app } = opened;
    await app.getByRole('button', { name: '1 alert waits for you' }).click();
    await app.getByText('The provider refused a refund').waitFor();
    await shoot(opened, 'alerts');
    await app.getByRole('button', { name: 'Resolve' }).click();
    await chooseReason(opened, 'Dealt with');
    await opened.mainButton.filter({ hasText: 'Resolve' }).click();
    await app.getByText('Alert resolved').waitFor();
    await app.getByRole('heading', { name: 'All quiet' }).waitFor();
    await app.getByRole('tab', { name: 'All', exact: true }).click();
    await app.getByText(/Resolved \d/).waitFor();
  });
});

describe('rights', () => {
  it('are refused to everybody else: neither a tab nor a page is shown', async () => {
    const { app } = await world.open({ person: 'anna', embed: true });
    await app.getByRole('region', { name: 'Balance' }).waitFor();
    expect(await app.getByRole('link', { name: 'Admin' }).count()).toBe(0);
    const opened = await openAdmin('/admin/users', 'anna');
    await opened.app.getByRole('heading', { name: 'Admin access has ended' }).waitFor();
    await shoot(opened, 'closed');
    await opened.app.getByRole('button', { name: 'Go to Home' }).click();
    await opened.app.getByRole('region', { name: 'Balance' }).waitFor();
  });

  it('let support see everything and change nothing, until they are revoked', async () => {
    const setRole = async (role: string, reason: string) => {
      const opened = await openAdmin('/admin/users');
      await openCard(opened, 'porter', 'Sam Porter');
      await opened.app.getByRole('button', { name: /^Role/ }).click();
      await opened.app.getByRole('radio', { name: new RegExp(`^${role}`) }).click();
      await chooseReason(opened, reason);
      await opened.mainButton.filter({ hasText: 'Save' }).click();
      await answer(opened, 'Save');
      await opened.app.getByText(`Role: ${role}`).waitFor();
    };
    await setRole('Support', 'Joins the team');

    // A browser of its own: the server's refusal below is written to its console.
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(15_000);
      const sam = await openInHost(page, world.stack.telegram, {
        person: 'sam',
        path: '/admin/users',
        lang: 'en',
        embed: true,
      });
      await openCard(sam, 'anna', 'Anna Kovaleva');
      await sam.app.getByRole('list', { name: 'Ledger' }).waitFor();
      const edits = /^(Adjust balance|Block|Unblock|Refund|Resolve|Role|Free access)/;
      expect(await sam.app.getByRole('button', { name: edits }).count()).toBe(0);
      await sam.backButton.click();
      await sam.app.getByRole('tab', { name: 'Payments' }).click();
      await sam.app.getByRole('button', { name: /Anna Kovaleva/ }).click();
      await sam.app.getByRole('button', { name: 'Profile' }).waitFor();
      expect(await sam.app.getByRole('button', { name: 'Refund', exact: true }).count()).toBe(0);

      await setRole('User', 'Leaves the team');
      await sam.app.getByRole('tab', { name: 'Audit' }).click();
      await sam.app.getByRole('heading', { name: 'Admin access has ended' }).waitFor();
    } finally {
      await browser.close();
    }
  });
});

describe('on a wide screen', () => {
  it('has a rail, tables, the card beside the list, dialogs, and a back button', async () => {
    const opened = await world.open({
      person: 'irina',
      path: '/admin',
      platform: 'tdesktop',
      theme: 'desktop-day',
      size: '980x720',
      embed: true,
    });
    const { app } = opened;
    const rail = app.getByRole('navigation', { name: 'Admin sections' });
    await rail.getByRole('link', { name: 'Payments' }).click();
    await app.getByRole('columnheader', { name: 'Method' }).waitFor();
    await rail.getByRole('link', { name: 'Users' }).click();
    await openCard(opened, 'sam', 'Sam Porter');
    await app.getByRole('button', { name: 'Block', exact: true }).click();
    const dialog = app.getByRole('dialog', { name: 'Block · Sam Porter' });
    await chooseReason(opened, 'Abuse of rewards');
    await shoot(opened, 'desktop');
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await answer(opened, 'Block');
    await app.getByText('The account is paused: Abuse of rewards').waitFor();
    await app.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => app.getByText('The account is paused').count()).toBe(0);
    await app.getByRole('button', { name: 'Adjust balance' }).click();
    await app.getByRole('tab', { name: 'Free operations' }).click();
    await app.getByLabel('Free operations').fill('2');
    await chooseReason(opened, 'A gift from the team');
    await app.getByRole('button', { name: /^Add 2.operations$/ }).click();
    await answer(opened, 'Add');
    await app.getByText(/^2.operations added$/).waitFor();
    await rail.getByRole('link', { name: 'Back to app' }).click();
    await app.getByRole('region', { name: 'Balance' }).waitFor();
  });
});
