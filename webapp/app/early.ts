/**
 * Inlined in the page's head, runs before anything has been downloaded: paints the page in the theme's
 * colours, sends one request for everything that the first screen shows, and preloads the files which that
 * screen needs. Small on purpose: it is part of every opening.
 */
import { displayName } from '../../shared/displayName.ts';
import { botName } from '../api/bot.ts';
import { firstQuestions } from '../api/earlyCalls.ts';
import { rememberedLanguage } from '../api/rememberedLanguage.ts';
import { type Language, languageFor } from '../i18n/language.ts';
import { openDeviceStorage } from '../telegram/deviceStorage.ts';
import { type Launch, readLaunch } from '../telegram/launch.ts';
import { applyPalette } from '../telegram/theme.ts';
import { showBalance, showKeptBalance } from './earlyBalance.ts';
import {
  drawFirstArt,
  drawFirstWorks,
  drawKeptWorks,
  type FirstArt,
  isGallery,
} from './earlyPictures.ts';
import { systemFont } from './systemFont.ts';

/** Files of the bundle, written in by the build; null while developing. */
export interface FirstFiles {
  libraries: string;
  app: string;
  /** Everything that the app imports at once, with itself. */
  scripts: string[];
  styles: string[];
  /** Scripts by language. */
  texts: Partial<Record<string, string>>;
  laterTexts: Partial<Record<string, string>>;
  /** Scripts and sheets of a screen, beyond what every screen needs. */
  screens: Partial<Record<string, string[]>>;
  /** The picture of the model that is usually the first one in the Studio. */
  art: FirstArt;
  /** Scripts and sheets of what comes after the first screen. */
  optional: string[];
}
declare const FIRST_FILES: FirstFiles | null;

/** The app's timeout for any answer. */
const TIMEOUT_MS = 40_000;
/** The first paint is not waited for any longer, nor then the pictures that the outline shows. */
const MAX_PAINT_WAIT_MS = 300;
const REQUESTS_A_TASK = 2;

/** The outline of each screen that has one; of others, the tabs alone. */
const outlines: Partial<Record<string, string>> = {
  '/': 'home',
  '/create': 'studio',
  '/gallery': 'gallery',
  '/wallet': 'wallet',
};

interface Answer {
  result?: { data?: unknown };
}

function open(): void {
  document.documentElement.style.setProperty('--font', systemFont(navigator.platform));
  const launch = readLaunch();
  openDeviceStorage(launch?.user?.id ?? null, launch?.bot);
  const language =
    rememberedLanguage() ?? languageFor(launch ? launch.languageCode : navigator.language);
  if (!launch) {
    void fetchFiles(language);
    return;
  }
  applyPalette(document.documentElement, launch.theme);
  document.documentElement.dataset.outline = outlines[location.pathname] ?? 'page';
  const checkArt = FIRST_FILES && drawFirstArt(FIRST_FILES.art, whenParsed);
  const drawn = ask(launch, language, checkArt);
  let keptDrawn: Promise<unknown> | null = null;
  whenParsed(() => {
    showKeptBalance(language);
    keptDrawn = drawKeptWorks();
  });
  if (launch.user) {
    greet(displayName(launch.user, language));
  }
  afterFirstPaint(async () => {
    if (isGallery()) {
      await Promise.race([keptDrawn ?? drawn, after(MAX_PAINT_WAIT_MS)]);
    }
    await fetchFiles(language);
  });
}

const after = (ms: number) => new Promise((come) => setTimeout(come, ms));

/**
 * The outline is seen before the files of the app compete with it for the connection and the processor. A page in
 * the background is not painted.
 */
function afterFirstPaint(work: () => void): void {
  let begun = false;
  const begin = () => {
    if (!begun) {
      begun = true;
      work();
    }
  };
  setTimeout(begin, document.hidden ? 0 : MAX_PAINT_WAIT_MS);
  new PerformanceObserver(begin).observe({ type: 'paint', buffered: true });
}

/** The outline stands further down in the page. As text: a name may hold markup. */
function greet(name: string): void {
  whenParsed(() => {
    const place = document.querySelector('.ol-name');
    if (place) {
      place.textContent = name;
    }
  });
}

function whenParsed(work: () => void): void {
  if (document.readyState === 'loading') {
    document.addEventListener('readystatechange', work, { once: true });
  } else {
    work();
  }
}

/** In tasks of their own: each request takes a phone some milliseconds to begin. */
async function fetchFiles(language: Language): Promise<void> {
  if (!FIRST_FILES) {
    return;
  }
  const { libraries, app, styles, texts, laterTexts, screens, optional } = FIRST_FILES;
  window.optionalFiles = optional;
  window.earlyStyles = Promise.all(
    styles.map(
      (href) =>
        new Promise((come) => {
          // A style sheet that a script adds does not block the first paint.
          link({ rel: 'stylesheet', href, onload: come, onerror: come });
        }),
    ),
  );
  await preload(FIRST_FILES.scripts);
  void start([libraries, app]);
  const screen = screens[location.pathname] ?? [];
  await preload([texts[language], ...(screen.length > 0 ? [laterTexts[language]] : []), ...screen]);
}

async function preload(files: (string | undefined)[]): Promise<void> {
  for (const [at, href] of files.entries()) {
    if (at % REQUESTS_A_TASK === 0) {
      await after(0);
    }
    if (href?.endsWith('.css')) {
      // As the bundle will request it, or it is fetched twice.
      link({ rel: 'preload', as: 'style', crossOrigin: 'anonymous', href });
    } else if (href) {
      link({ rel: 'modulepreload', href });
    }
  }
  await after(0);
}

/** One after the other, each in a task of its own. */
async function start(files: string[]): Promise<void> {
  for (const file of files) {
    await import(/* @vite-ignore */ file);
    await after(0);
  }
}

function link(properties: Partial<HTMLLinkElement>): void {
  const element = Object.assign(document.createElement('link'), properties);
  document.head.append(element);
}

/**
 * Everything in one request: the launch is a mutation, so the server takes queries by POST as well.
 * @returns when the outline shows what has come.
 */
function ask(
  { rawInitData }: Launch,
  language: Language,
  checkArt: ReturnType<typeof drawFirstArt>,
): Promise<unknown> | undefined {
  if (rawInitData === '') {
    return;
  }
  const questions = firstQuestions(location.pathname);
  const bot = botName();
  const controller = new AbortController();
  setTimeout(() => controller.abort(), TIMEOUT_MS);
  const answers = fetch(`/trpc/${questions.map(({ path }) => path).join()}?batch=1`, {
    method: 'POST',
    headers: {
      authorization: `tma ${rawInitData}`,
      'content-type': 'application/json',
      ...(bot && { 'x-bot': bot }),
    },
    body: JSON.stringify(Object.fromEntries(questions.map(({ input }, i) => [i, input]))),
    signal: controller.signal,
  }).then((response) => response.json() as Promise<Answer[]>);
  window.earlyCalls = questions.map((question, i) => {
    const answer = answers.then((all) => {
      const result = all[i]?.result;
      return result ? result.data : Promise.reject(new Error('no answer'));
    });
    // Further queries for it are sent as usual.
    answer.catch(() => undefined);
    return { ...question, answer };
  });
  return answers.then(
    (all) => {
      const of = <Data>(path: string) =>
        all[questions.findIndex((one) => one.path === path)]?.result?.data as Data | undefined;
      showBalance(language, of('me.launch'));
      checkArt?.(of('generation.catalog'));
      return drawFirstWorks({ works: of('gallery.list'), underWay: of('generation.active') });
    },
    () => undefined,
  );
}

open();
