/** Sentences that were hard to understand, and what stands in their place: in every script that the browser gets. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { e2e } from './stack.ts';

const world = e2e();
const MANIFEST = join(import.meta.dirname, '../dist/web/.vite/manifest.json');

const NOW = [
  'Code accepted',
  'You’ve already used this code',
  'No such code. Check the spelling',
  'Enter {{bounds}} coins',
  'isn’t available right now',
  'Status, receipts, refunds',
  'will appear here',
  'Start of your history',
  'Try another filter',
  'Almost there',
  'Waiting list',
  'Messages from the bot are off',
  'Delete forever',
  'The image did not work out',
  'Add an image',
  '{{number}} free`',
  'Подписка «{{name}}»',
  'Бесплатно до',
  'Бесплатные операции',
  'действует до конца срока',
  'Приглашённый друг',
  '{{number}} беспл.',
  'Здесь появятся действия админов',
  'Пополнения',
  'Был(а) в сети',
  'Лимит промокода исчерпан',
  'политику конфиденциальности',
  'Проверьте заполненное',
];

const BEFORE = [
  'The code fits',
  'have what it gives',
  'There is no such code',
  'The amount goes from',
  'No AI model can do',
  'States, receipts, returns',
  'will stand here',
  'That is all from the beginning',
  'Other movements are under',
  'Close to',
  'Wait list',
  'has not let the bot write',
  ' for good',
  'The creation has failed',
  'Add one more image',
  'free op`',
  'Месяц без счётчика',
  'Свободно до',
  '+4 операции',
  'срок доработает',
  'Друг, который пришёл',
  '1 опер.',
  'Здесь встанет',
  'Пополнил`',
  'Заходил`',
  'Промокод уже разобрали',
  'политику данных',
  'Что-то заполнено не так',
];

it('every script has the clear sentences, and none of the unclear ones, in both languages', async () => {
  const manifest: Record<string, { file: string }> = JSON.parse(await readFile(MANIFEST, 'utf8'));
  const files = Object.values(manifest)
    .map(({ file }) => `/${file}`)
    .filter((file) => file.endsWith('.js'));
  const { app } = await world.open({ person: 'newcomer' });
  const scripts = await app.locator('html').evaluate(async (_, addresses) => {
    const texts = await Promise.all(addresses.map(async (one) => (await fetch(one)).text()));
    return texts.join('\n').replaceAll('\u00a0', ' ');
  }, files);
  expect(NOW.filter((sentence) => !scripts.includes(sentence))).toEqual([]);
  expect(BEFORE.filter((sentence) => scripts.includes(sentence))).toEqual([]);
});
