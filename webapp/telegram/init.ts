import {
  backButton,
  closingBehavior,
  init,
  mainButton,
  miniApp,
  secondaryButton,
  settingsButton,
  swipeBehavior,
  themeParams,
  viewport,
} from '@telegram-apps/sdk-react';
import { repaintBars } from './bars.ts';
import { syncBottomButtons } from './bottomButtons.ts';
import { watchKeyboard } from './keyboard.ts';
import { isOlder, type Launch, readLaunch } from './launch.ts';
import { repairStorage } from './storage.ts';
import { followTheme } from './theme.ts';

/** Below it there is no BackButton and no invoice: the app cannot do its work. */
const OLDEST_POSSIBLE = '6.1';
/** Below it popups and the closing question are missing; our own stand in. */
const OLDEST_COMFORTABLE = '6.2';

export type Start =
  | { kind: 'ready'; launch: Launch }
  | { kind: 'outside' }
  | { kind: 'old'; launch: Launch; vital: boolean };

/** Connects to the Telegram client. Never throws: every way to fail is one of the answers. */
export function startTelegram(): Start {
  repairStorage();
  let launch: Launch;
  try {
    launch = readLaunch();
    init();
  } catch {
    return { kind: 'outside' };
  }
  const root = document.documentElement;
  themeParams.mountSync.ifAvailable();
  miniApp.mountSync.ifAvailable();
  backButton.mount.ifAvailable();
  mainButton.mount.ifAvailable();
  secondaryButton.mount.ifAvailable();
  settingsButton.mount.ifAvailable();
  closingBehavior.mount.ifAvailable();
  swipeBehavior.mount.ifAvailable();
  // The SDK mounts with swipes off; only the viewer and sheets want that.
  swipeBehavior.enableVertical.ifAvailable();
  followTheme(root, () => {
    repaintBars();
    syncBottomButtons();
  });
  mountViewport();
  watchKeyboard(root);
  miniApp.ready.ifAvailable();
  viewport.expand.ifAvailable();
  if (isOlder(launch.version, OLDEST_COMFORTABLE)) {
    return { kind: 'old', launch, vital: isOlder(launch.version, OLDEST_POSSIBLE) };
  }
  return { kind: 'ready', launch };
}

/** The insets arrive by request; until then (or for good, when it fails) CSS uses its fallbacks. */
function mountViewport(): void {
  const [called, mounted] = viewport.mount.ifAvailable();
  if (called) {
    mounted.then(
      () => viewport.bindCssVars.ifAvailable(),
      () => undefined,
    );
  }
}
