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
  const { app, page } = await world.open(
    { person: person.key, path: '/progress' },
    { viewport: { width: 1440, height: 900 } },
  );
  await app.getByText('Level 1').first().waitFor();
  const chat = page.getByRole('region', { name: 'Chat', exact: true });
  await chat.getByRole('combobox', { name: 'Chat with' }).selectOption('quiz_bot');
  await chat.getByRole('button', { name: '/start' }).click();
  await chat.getByRole('button', { name: 'Begin' }).click();
  for (const { options, right } of questions) {
    await chat.getByRole('button', { name: options[right]?.en ?? '', exact: true }).click();
  }
  await chat.getByText('Right answers: 5 of 5.').waitFor();
  await app.getByText('Quiz guru').first().waitFor();
  await shootPage(page, 'quiz');
});
