/** The Studio on a narrow phone and in the other language: everything fits, nothing is cut. */
import { describe, expect, it } from 'vitest';
import { e2e } from './stack.ts';
import { openStudio, photo, shoot } from './studioWalk.ts';

const world = e2e({ with: ['fal'] });

describe.each([
  ['en', 'ios-day', 'ios', '320x640'],
  ['ru', 'android-night', 'android', '390x844'],
  ['ru', 'android-day', 'android', '320x640'],
] as const)('the studio in %s, %s, %s, %s', (lang, theme, platform, size) => {
  it('fits', async () => {
    const studio = await openStudio(world, { lang, theme, platform, size });
    const { opened, app, operation } = studio;
    const russian = lang === 'ru';
    const look = async (name: string) => {
      // A page never scrolls sideways, and no label runs out of its box.
      const cut = await app.locator('body').evaluate((body) => {
        const boxes = body.querySelectorAll<HTMLElement>(
          '.btn, .pays, .ratio, .op, .slot:not(.full), .seg *',
        );
        const wide = [...boxes].filter((box) => box.scrollWidth > box.clientWidth + 1);
        const page = document.documentElement;
        return [
          ...wide.map((box) => box.textContent ?? ''),
          ...(page.scrollWidth > page.clientWidth ? ['the page'] : []),
        ];
      });
      expect(cut).toEqual([]);
      await shoot(opened, `look-${lang}-${theme}-${size}-${name}`);
    };
    await app.locator('.pays').waitFor();
    await look('1-create');
    await operation(russian ? /^Видео/ : /^Video/).click();
    await app.getByRole('switch').waitFor();
    await look('2-video');
    await operation(russian ? /^Соединить/ : /^Merge/).click();
    await studio.upload(
      russian ? /Добавить предмет/ : /Add object/,
      'photo.jpg',
      await photo('A perfume bottle on a stone'),
    );
    await app.getByRole('button', { name: russian ? /^Убрать/ : /^Remove/ }).waitFor();
    await look('3-merge');
    await operation(russian ? /^Увеличить/ : /^Upscale/).click();
    await look('4-upscale');
  });
});
