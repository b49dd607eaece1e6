/**
 * The first requests of a screen. A script in the page's head sends all of them at once, while the app itself
 * is still loading (`docs/decisions/0054-opening-in-one-round-trip.md`); the screens take their page sizes
 * from here, so that their queries match.
 */

/** Works in Home's strip. */
export const HOME_WORKS = 10;
/** Works of the gallery's first page: enough for two screens of small pictures. */
export const GALLERY_PAGE = 60;
/** Movements of the history's first page. */
export const HISTORY_PAGE = 30;

/** A call of the router. */
export interface Question {
  path: string;
  input?: unknown;
}

export interface EarlyCall extends Question {
  /** The answer's data; rejected when there is none. */
  answer: Promise<unknown>;
}

declare global {
  interface Window {
    /** Requested by the script in the page's head. */
    earlyCalls?: EarlyCall[];
    /** Of the opened screen, requested by the same script. */
    earlyPictures?: HTMLImageElement[];
    /** The app's style sheet has come; left out where the page itself waits for it. */
    earlyStyles?: Promise<unknown>;
    /** The Telegram palette that is written to the page, as JSON. */
    writtenPalette?: string;
    /** What the app preloads before it imports its optional parts; left out while developing. */
    optionalFiles?: string[];
  }
}

/** Newer browsers have it (https://tc39.es/proposal-temporal/). */
interface WithTemporal {
  Temporal?: { Now: { timeZoneId(): string } };
}

/**
 * Undefined where the browser does not say. The first use of `Intl` reads its data, which takes a phone a
 * tenth of a second and more; this is read before anything is drawn.
 */
export function deviceZone(): string | undefined {
  const { Temporal } = globalThis as WithTemporal;
  return Temporal
    ? Temporal.Now.timeZoneId()
    : Intl.DateTimeFormat().resolvedOptions().timeZone || undefined;
}

/** @param path of the screen that is opened. @returns the launch, then what the screen shows. */
export function firstQuestions(path: string): Question[] {
  return [{ path: 'me.launch', input: { timeZone: deviceZone() } }, ...screenQuestions(path)];
}

function screenQuestions(path: string): Question[] {
  switch (path) {
    case '/':
      return [
        { path: 'wallet.get' },
        { path: 'generation.active' },
        { path: 'progress.get' },
        { path: 'webinars.list' },
        { path: 'gallery.list', input: { limit: HOME_WORKS } },
      ];
    case '/create':
      return [{ path: 'generation.catalog' }];
    case '/gallery':
      return [
        { path: 'gallery.list', input: { limit: GALLERY_PAGE } },
        { path: 'generation.active' },
      ];
    case '/wallet':
      return [
        { path: 'wallet.get' },
        { path: 'plans.list' },
        {
          path: 'wallet.history',
          input: { filter: 'all', limit: HISTORY_PAGE, timeZone: deviceZone() },
        },
      ];
    default:
      return [];
  }
}
