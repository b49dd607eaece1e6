/** Runs axe on the current page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { expect } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Violations of WCAG 2 A and AA on the page. */
async function listViolations({ page }: OpenedApp): Promise<string[]> {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  if (!frame) {
    throw new Error('the app has no frame');
  }
  // Elements that are still fading in have too little contrast.
  await frame.evaluate(() => {
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    return Promise.allSettled(passing.map(({ finished }) => finished)).then(() => undefined);
  });
  // Controls under the tab bar are scrolled into view before they are touched: their size is not reduced.
  await frame
    .addStyleTag({ content: '.tabbar { position: static !important }' })
    .catch(() => undefined);
  // Evaluated by the debugger: the page's content security policy blocks other scripts.
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

/** Expects no violations, once everything is loaded and still. */
export async function expectAccessible(opened: OpenedApp): Promise<void> {
  const busy = () => opened.app.locator('[aria-busy="true"]:visible').count();
  await expect.poll(busy, { timeout: 10_000 }).toBe(0);
  expect(await listViolations(opened)).toEqual([]);
}
