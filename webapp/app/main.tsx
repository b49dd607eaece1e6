import '../ui/styles/base.css';
import '../ui/styles/layout.css';
import { startTransition } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { queryClient } from '../api/client.ts';
import { awaitFirstAnswers } from '../api/firstAnswers.ts';
import { persistQueries, restoreQueries } from '../api/persistedQueries.ts';
import { rememberedLanguage } from '../api/rememberedLanguage.ts';
import { changeLanguage } from '../i18n/index.ts';
import { languageFor } from '../i18n/language.ts';
import { type Start, startTelegram } from '../telegram/init.ts';
import { darkPalette, lightPalette, type Palette } from '../telegram/palette.ts';
import { applyPalette } from '../telegram/theme.ts';
import { startHistory } from '../ui/navigation/history.ts';
import { ToastHost } from '../ui/ToastHost.tsx';
import { App } from './App.tsx';
import { loadScreen } from './routes.tsx';

/** How long the page's outline stays for the first screen; then the app draws skeletons. Milliseconds. */
const MAX_WAIT_MS = 3000;

async function main(): Promise<void> {
  const element = document.getElementById('root');
  if (!element) {
    throw new Error('index.html has no #root');
  }
  // Reading the app's code is one piece of work, what it does first others.
  await nextTask();
  const start = startTelegram();
  await nextTask();
  startHistory();
  const code = start.kind === 'outside' ? navigator.language : start.launch.languageCode;
  await Promise.all([
    changeLanguage(rememberedLanguage() ?? languageFor(code)),
    window.earlyStyles,
  ]);
  await nextTask();
  await render(createRoot(element), start);
}

/** Lets the browser paint, and answer taps, in between. */
function nextTask(): Promise<void> {
  return new Promise((go) => setTimeout(go));
}

async function render(root: Root, start: Start): Promise<void> {
  switch (start.kind) {
    case 'ready':
      await renderApp(root);
      break;
    case 'old': {
      const { OldClientPage } = await import('../features/outside/OldClientPage.tsx');
      root.render(
        <>
          <OldClientPage onContinue={start.vital ? null : () => void renderApp(root)} />
          <ToastHost />
        </>,
      );
      break;
    }
    case 'outside': {
      applyPalette(document.documentElement, outsidePalette());
      const { OutsidePage } = await import('../features/outside/OutsidePage.tsx');
      root.render(<OutsidePage />);
    }
  }
}

async function renderApp(root: Root): Promise<void> {
  restoreQueries(queryClient);
  persistQueries(queryClient);
  await Promise.race([
    Promise.allSettled([awaitFirstAnswers(queryClient), loadScreen(location.pathname)]),
    new Promise((passed) => setTimeout(passed, MAX_WAIT_MS)),
  ]);
  await nextTask();
  // In slices, so that a slow phone responds to taps meanwhile.
  startTransition(() => root.render(<App />));
}

/** A browser has no Telegram theme: its own scheme chooses between two of ours. */
function outsidePalette(): Palette {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return dark ? darkPalette : lightPalette;
}

void main();
