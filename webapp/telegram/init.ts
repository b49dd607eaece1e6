import { startBackButton } from './backButton.ts';
import { repaintBars } from './bars.ts';
import { syncBottomButtons } from './bottomButtons.ts';
import { openDeviceStorage } from './deviceStorage.ts';
import { call, connect, on } from './host.ts';
import { type Launch, readLaunch } from './launch.ts';
import { isOlder } from './methods.ts';
import { followTheme } from './theme.ts';
import { followViewport } from './viewport.ts';

/** Older clients have no BackButton and no invoices: the app does not work there. */
const OLDEST_POSSIBLE = '6.1';
/** Older clients lack popups and the closing confirmation; popups are replaced by our own dialogs. */
const OLDEST_COMFORTABLE = '6.2';

export type Start =
  | { kind: 'ready'; launch: Launch }
  | { kind: 'outside' }
  | { kind: 'old'; launch: Launch; vital: boolean };

/**
 * Connects to the Telegram client. Never throws and waits for nothing. Without launch parameters or
 * without a client the app is outside of Telegram; a client that does not tell its version is taken for
 * the oldest one that the app works with.
 */
export function startTelegram(): Start {
  const launch = readLaunch();
  openDeviceStorage(launch?.user?.id ?? null, launch?.bot);
  if (!launch || !connect(launch.version ?? OLDEST_POSSIBLE)) {
    return { kind: 'outside' };
  }
  const root = document.documentElement;
  followReloads();
  followTheme(root, launch.theme, () => {
    repaintBars();
    syncBottomButtons();
  });
  followViewport(root, launch.platform);
  startBackButton();
  // Only the viewer and sheets switch off the swipe that minimises the app.
  call('web_app_setup_swipe_behavior', { allow_vertical_swipe: true });
  call('web_app_ready');
  call('web_app_expand');
  // After a reload the launch parameters may hold an old theme.
  call('web_app_request_theme');
  const { version } = launch;
  if (version !== null && isOlder(version, OLDEST_COMFORTABLE)) {
    return { kind: 'old', launch, vital: isOlder(version, OLDEST_POSSIBLE) };
  }
  return { kind: 'ready', launch };
}

/** Telegram's web versions ask the page to reload itself. */
function followReloads(): void {
  on('reload_iframe', () => {
    call('iframe_will_reload');
    location.reload();
  });
  call('iframe_ready', { reload_supported: true });
}
