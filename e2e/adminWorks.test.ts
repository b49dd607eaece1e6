import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { shoot } from './shoot.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });
let anna: number;

/** A stuck work: its worker is gone, and no other has taken it yet. */
async function leaveStuck(): Promise<string> {
  const { id } = await callerOf(world, 'anna').mutate<{ id: string }>('generation.create', {
    requestId: randomUUID(),
    operation: 'create',
    model: 'nano-banana',
    prompt: 'A slow river test:slow',
    aspectRatio: '1:1',
    inputs: [],
  });
  // Its job has been taken, so no worker takes it after this.
  await expect
    .poll(
      async () =>
        (await callerOf(world, 'anna').query<{ status: string }>('generation.get', { id })).status,
    )
    .toBe('running');
  await world.query(
    `update generations set status = 'queued', lease_token = null, lease_until = now() - interval '5 minutes'
     where id = $1`,
    [id],
  );
  return id;
}

beforeAll(async () => {
  await callerOf(world, 'irina').mutate('me.launch');
  await callerOf(world, 'anna').mutate('me.launch');
  const [row] = await world.query<{ id: string }>(`select id from users where telegram_id = $1`, [
    world.stack.telegram.world.person('anna').id,
  ]);
  anna = Number(row?.id);
});

describe('a stuck work on a person’s card', () => {
  it('is ended and refunded, and recorded in the audit log', async () => {
    const id = await leaveStuck();
    const path = `/admin/users/${anna}`;
    const opened = await world.open({ person: 'irina', path, embed: true, lang: 'en' });
    const { app, mainButton, phone } = opened;
    const works = app.getByRole('list', { name: 'Works' });
    await works.getByRole('button', { name: /Stuck/ }).click();
    await works.getByText(`${id} · local`).waitFor();
    await app.getByRole('button', { name: 'End and return' }).click();
    await app.getByLabel('Ready reasons').selectOption('Nothing happens');
    await mainButton.click();
    const question = phone.getByRole('alertdialog');
    await question.getByRole('button', { name: 'End and return', exact: true }).click();
    await app.getByText('Ended, and what it took is back').waitFor();
    await works.getByText('Failed').waitFor();
    const [row] = await world.query<{ status: string }>(
      'select status from generations where id = $1',
      [id],
    );
    expect(row?.status).toBe('failed');
    const auditLog = await world.query<{ action: string; reason: string }>(
      'select action, reason from admin_actions where target = $1',
      [`user:${anna}`],
    );
    expect(auditLog).toEqual([{ action: 'generation.fail', reason: 'Nothing happens' }]);
  });
});

describe('the section of works', () => {
  it('finds a finished work on a desktop, shows its history, and refunds it', async () => {
    const { query, mutate } = callerOf(world, 'anna');
    const { id } = await mutate<{ id: string }>('generation.create', {
      requestId: randomUUID(),
      operation: 'create',
      model: 'nano-banana',
      prompt: 'A quick river',
      aspectRatio: '1:1',
      inputs: [],
    });
    await expect
      .poll(async () => (await query<{ status: string }>('generation.get', { id })).status, {
        timeout: 60_000,
      })
      .toBe('succeeded');
    const opened = await world.open({
      person: 'irina',
      path: '/admin/generations',
      embed: true,
      lang: 'ru',
      size: '1280x800',
      platform: 'tdesktop',
    });
    const { app } = opened;
    await app.getByText('За последний час', { exact: true }).waitFor();
    await app.getByRole('tab', { name: 'Готовы' }).click();
    await app
      .getByRole('button', { name: /Anna|Анна/ })
      .first()
      .click();
    await app.getByText('Взята в работу').waitFor();
    await shoot(opened, 'works-1280');
    await app.getByRole('button', { name: 'Вернуть списанное' }).click();
    await app.getByLabel('Готовые причины').selectOption('Результат не удался');
    await app
      .getByRole('dialog')
      .getByRole('button', { name: 'Вернуть списанное', exact: true })
      .click();
    await app.getByText('Списанное вернулось').first().waitFor();
    await app.getByRole('link', { name: 'Журнал' }).click();
    await app.getByText('Возврат за работу').waitFor();
  });

  it('fits the smallest phone in the dark theme', async () => {
    const opened = await world.open({
      person: 'irina',
      path: '/admin/generations',
      embed: true,
      lang: 'en',
      size: '320x800',
      theme: 'android-night',
    });
    await opened.app.getByText('Last hour', { exact: true }).waitFor();
    await opened.app
      .getByRole('button', { name: /Anna|Анна/ })
      .first()
      .click();
    await opened.app.getByText('Taken up').waitFor();
    await shoot(opened, 'works-320');
  });
});
