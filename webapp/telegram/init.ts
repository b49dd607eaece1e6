import { startBackButton } from './backButton.ts';
import { repaintBars } from './bars.ts';
import { syncBottomButtons } from './bottomButtons.ts';
import { openDeviceStorage } from './deviceStorage.ts';
import { call, connect, on } from './host.ts';
import { type Launch, readLaunch } from './launch.ts';
import { isOlder } from './methods.ts';
import { followTheme } from './theme.ts';
import { followViewport } from './viewport.ts';

/** Below it there is no BackButton and no invoice: the app cannot do its work. */
const OLDEST_POSSIBLE = '6.1';
/** Below it popups and the closing question are missing; our own stand in. */
const OLDEST_COMFORTABLE = '6.2';

export type Start =
  | { kind: 'ready'; launch: Launch }
  | { kind: 'outside' }
  | { kind: 'old'; launch: Launch; vital: boolean };

/**
 * Connects to the Telegram client. Never throws and waits for nothing. Outside is only who has neither
 * launch parameters nor a client; a client that does not tell its version gets the least that the app
 * needs.
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
  // A minimising swipe is switched off by the viewer and by sheets only.
  call('web_app_setup_swipe_behavior', { allow_vertical_swipe: true });
  call('web_app_ready');
  call('web_app_expand');
  // The theme may have changed since the launch that is being reloaded.
  call('web_app_request_theme');
  const { version } = launch;
  if (version !== null && isOlder(version, OLDEST_COMFORTABLE)) {
    return { kind: 'old', launch, vital: isOlder(version, OLDEST_POSSIBLE) };
  }
  return { kind: 'ready', launch };
}

/** The web versions reload a frame by asking it to reload itself. */
function followReloads(): void {
  on('reload_iframe', () => {
    call('iframe_will_reload');
    location.reload();
  });
  call('iframe_ready', { reload_supported: true });
}
