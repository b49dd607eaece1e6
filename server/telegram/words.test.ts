/** The bot calls things as the app does: «значок», «подписка», «работа». */
import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Words that the app does not use for them. */
const OTHER = /достижени|генераци|(?<![а-яё])план(?:а|у|ом|е|ы|ов)?(?![а-яё])/i;

it('no Russian text of the server has another word for a badge, a plan or a work', async () => {
  const found: string[] = [];
  let texts = 0;
  for await (const file of glob('{server,shared}/**/*.ts', { cwd: root })) {
    if (file.endsWith('.test.ts')) {
      continue;
    }
    const lines = (await readFile(`${root}${file}`, 'utf8')).split('\n');
    const russian = lines.filter((line) => /[а-яё]/i.test(line));
    texts += russian.length;
    // A photo has a background («задний план»), which is no subscription.
    found.push(...russian.filter((line) => OTHER.test(line) && !/задн\S+ план/i.test(line)));
  }
  expect(texts).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
