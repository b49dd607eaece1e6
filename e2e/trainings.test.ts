/** What a training bot writes through the API, as the person sees it in Statistics. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { IRINA } from '../simulators/telegram/index.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

const world = e2e();

/** The API as the SPIN bot calls it for one person. */
async function spinBot(telegramId: number) {
  const admin = callerOf(world, IRINA.key);
  await admin.mutate('me.launch');
  const { key } = await admin.mutate<{ key: string }>('admin.createBotKey', {
    requestId: randomUUID(),
    botName: `spin_${randomUUID().slice(0, 8)}`,
    reason: 'a test',
  });
  return async (method: string, path: string, body: object) => {
    const answer = await fetch(`${world.stack.apiUrl}/api/v1/users/${telegramId}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
}

const looks = [
  { size: '320x640', platform: 'android', theme: 'android-night', lang: 'ru' },
  { size: '390x844', platform: 'ios', theme: 'ios-day', lang: 'en' },
] as const;

it('trainings of another bot are in Statistics with their score, clarity and questions by type', async () => {
  const person = world.stack.telegram.world.createNewcomer({ knowsBots: true });
  await makeWorks(world, person.key, ['A lake at dawn']);
  const call = await spinBot(person.id);
  await call('PUT', '', { firstName: person.firstName });
  await call('POST', '/free-trainings', { count: 2, source: 'WELCOME' });
  await call('POST', '/free-trainings', { count: 1, source: 'CHANNEL' });
  await call('POST', '/access/use', {});
  const held = (title: string, more: object) =>
    call('POST', '/trainings', { reference: randomUUID(), title, ...more });
  await held('Cold call', { totalScore: 71, maxScore: 100, questionCount: 9 });
  await held('SPIN: hotel', {
    totalScore: 148,
    maxScore: 185,
    clarityLevel: 75,
    questionCount: 12,
    perTypeCounts: { situation: 5, problem: 4, implication: 2, need_payoff: 1 },
    caseData: { client: 'Grand Hotel', product: 'CRM' },
  });

  for (const look of looks) {
    const other = await world.open({
      person: person.key,
      path: '/progress/stats',
      embed: true,
      ...look,
    });
    await other.app.getByText('SPIN: hotel').waitFor();
    await expectFits(other);
    await shoot(other, `trainings-${look.size}-${look.lang}`);
    await other.app.getByText('SPIN: hotel').scrollIntoViewIfNeeded();
    await shoot(other, `trainings-${look.size}-${look.lang}-list`);
  }

  const opened = await world.open({ person: person.key, path: '/progress/stats', embed: true });
  const list = opened.app.getByRole('list', { name: 'Training', exact: true });
  const hotel = list.getByRole('listitem').filter({ hasText: 'SPIN: hotel' });
  await hotel.getByText('148 / 185').waitFor();
  await hotel.getByText('clarity 75, 12 questions, situation 5, problem 4').waitFor();
  await hotel.getByText('Grand Hotel, CRM').waitFor();
  await list.getByText('71 / 100').waitFor();
  await opened.app.getByText('2 free left').waitFor();
  await opened.app.getByText(/Welcome gift: 1 · For the channel: 1/).waitFor();
  await opened.app.getByText('2 trainings in total').waitFor();
  const images = opened.app.locator('.stat').filter({ hasText: 'Images' });
  await expect.poll(() => images.textContent()).toBe('Images11 this week');

  // A training that ends while the screen is open appears by itself.
  await held('Live one', { totalScore: 185, maxScore: 185, questionCount: 1 });
  await list.getByText('185 / 185').waitFor();
  await opened.app.getByText('3 trainings in total').waitFor();
});
