/** `npm run dev -- --with=quiz`: another bot's chat beside the open app. */
import { it } from 'vitest';
import { questions } from '../examples/quiz-bot/questions.ts';
import { shootPage } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const world = e2e({ with: ['quiz'] });

it('XP, level and badge of a quiz that is played in the chat arrive in the open app', async () => {
  const { telegram } = world.stack;
  const person = telegram.world.createNewcomer({ knowsBots: true });
  await callerOf(world, person.key).mutate('me.launch');
  const { app, page, secondaryButton } = await world.open(
    { person: person.key, path: '/progress' },
    { viewport: { width: 1440, height: 900 } },
  );
  await app.getByRole('img', { name: 'Level 1' }).waitFor();
  const chat = page.getByRole('region', { name: 'Chat', exact: true });
  await chat.getByRole('combobox', { name: 'Chat with' }).selectOption('quiz_bot');
  await chat.getByRole('button', { name: '/start' }).click();
  await chat.getByRole('button', { name: 'Begin' }).click();
  for (const { options, right } of questions) {
    await chat.getByRole('button', { name: options[right]?.en ?? '', exact: true }).click();
  }
  await chat.getByText('Right answers: 5 of 5.').waitFor();
  // The rewards of the quiz are celebrated one after the other.
  for (const title of ['New badge: Trainee', 'Level 2', 'New badge: Quiz guru']) {
    const party = app.getByRole('dialog', { name: title });
    await party.getByRole('heading', { name: title }).waitFor();
    await shootPage(page, 'quiz');
    await secondaryButton.filter({ hasText: 'Done' }).click();
    await party.waitFor({ state: 'hidden' });
  }
  await app.getByRole('img', { name: 'Level 2' }).waitFor();
  await app.getByText('200 of 300 XP').waitFor();
});
