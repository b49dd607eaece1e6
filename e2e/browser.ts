import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A Chromium installed on the machine is preferred: the one from npm is for Linux on x64. */
const SYSTEM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export async function launchChromium(): Promise<Browser> {
  return chromium.launch(await chromiumOptions());
}

export async function chromiumOptions(): Promise<{ executablePath: string; args: string[] }> {
  const system = SYSTEM.find((path) => path && existsSync(path));
  return {
    executablePath: system ?? (await sparticuz.executablePath()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

/** Chrome's warning about a preload that is not used for a few seconds, which happens on a busy machine. */
const IS_LATE_PRELOAD = /was preloaded using link preload but not used within a few seconds/;

/** Errors and warnings of the page; a test fails when there are any. */
export function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !IS_LATE_PRELOAD.test(message.text())) {
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error.message}`));
  return complaints;
}
