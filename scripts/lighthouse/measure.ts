import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { type Flags } from 'lighthouse';
import puppeteer, { type Page } from 'puppeteer-core';
import { chromiumOptions } from '../../e2e/browser.ts';
import { preferBrowser } from './priority.ts';
import { lightRecording } from './recording.ts';

/** Milliseconds, except for the scores (0 to 100) and the shift. */
export interface Figures {
  performance: number;
  accessibility: number;
  firstPaint: number;
  largestPaint: number;
  blocking: number;
  shift: number;
  requests: number;
  scriptBytes: number;
}

export interface Opened {
  cold: Figures;
  warm: Figures;
  /** Whether the browser had the processors before the server did; else the times are longer than on a phone. */
  isPreferred: boolean;
}

/**
 * The stream of live events stays open, so the network is never idle; without a limit, the browser's clean-up half a
 * minute later would be counted to the opening.
 */
const MAX_WAIT_MS = 15_000;

/**
 * Opens the address once in a fresh profile (`cold`), and again in the same profile (`warm`), both on
 * Lighthouse's simulated slow 4G phone. The browser is started by the library that Lighthouse controls it with:
 * a second one, attached to the same page, would record every request once more.
 */
export async function measure(url: string): Promise<Opened> {
  const profile = await mkdtemp(join(tmpdir(), 'ai-coins-lighthouse-'));
  const browser = await puppeteer.launch({
    ...(await chromiumOptions()),
    userDataDir: profile,
    defaultViewport: null,
  });
  try {
    const isPreferred = await preferBrowser(browser.process()?.pid);
    const page = await browser.newPage();
    // What a native client injects into the page.
    await page.evaluateOnNewDocument(() => {
      Object.assign(window, { TelegramWebviewProxy: { postEvent: () => undefined } });
    });
    const cold = await run(page, url, {});
    const warm = await run(page, url, { disableStorageReset: true });
    return { cold, warm, isPreferred };
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function run(page: Page, url: string, flags: Flags): Promise<Figures> {
  const result = await lighthouse(
    url,
    {
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility'],
      disableFullPageScreenshot: true,
      maxWaitForLoad: MAX_WAIT_MS,
      ...flags,
    },
    lightRecording,
    page,
  );
  if (!result || result.lhr.runtimeError) {
    throw new Error(`Lighthouse could not open the page: ${result?.lhr.runtimeError?.message}`);
  }
  const { categories, audits } = result.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const details = audits['network-requests']?.details as
    | { items?: { resourceType?: string; transferSize?: number }[] }
    | undefined;
  const requests = details?.items ?? [];
  if (process.env.LIGHTHOUSE_DETAILS) {
    process.stdout.write(`${JSON.stringify(describe(result.lhr), null, 1)}\n`);
  }
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    firstPaint: value('first-contentful-paint'),
    largestPaint: value('largest-contentful-paint'),
    blocking: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
    requests: requests.length,
    scriptBytes: requests
      .filter(({ resourceType }) => resourceType === 'Script')
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
  };
}

/** Details for a person who looks for the reason of a figure. */
function describe({
  audits,
}: {
  audits: Record<string, { details?: unknown; score: number | null }>;
}) {
  const failed = Object.entries(audits).filter(([, { score }]) => score !== null && score < 0.9);
  return {
    element: audits['largest-contentful-paint-element']?.details,
    requests: audits['network-requests']?.details,
    long: audits['long-tasks']?.details,
    failed: failed.map(([name]) => name),
  };
}

/** The median of each figure. */
export function medians(runs: readonly Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {}) as (keyof Figures)[];
  return Object.fromEntries(
    names.map((name) => {
      const sorted = runs.map((figures) => figures[name]).sort((a, b) => a - b);
      return [name, sorted[Math.floor(sorted.length / 2)]];
    }),
  ) as unknown as Figures;
}
