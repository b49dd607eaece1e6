/** Asks axe about the page as it stands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { expect } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What WCAG 2 A and AA ask for and the page does not give. */
async function listViolations({ page }: OpenedApp): Promise<string[]> {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  if (!frame) {
    throw new Error('the app has no frame');
  }
  // What is still fading in has less contrast than it will have.
  await frame.evaluate(() => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    return Promise.allSettled(passing.map(({ finished }) => finished)).then(() => undefined);
  });
  // What lies below the tabs is scrolled to before it is touched; it is not smaller for that.
  await frame
    .addStyleTag({ content: '.tabbar { position: static !important }' })
    .catch(() => undefined);
  // Evaluated by the debugger: the page's own policy lets no foreign script in.
  await frame.evaluate(axeSource);
  const found = await frame.evaluate(() => {
    const checker = (window as unknown as { axe: typeof axe }).axe;
    return checker.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    });
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** Once nothing is on its way any more, nothing is missing. */
export async function expectAccessible(opened: OpenedApp): Promise<void> {
  const busy = () => opened.app.locator('[aria-busy="true"]:visible').count();
  await expect.poll(busy, { timeout: 10_000 }).toBe(0);
  expect(await listViolations(opened)).toEqual([]);
}
