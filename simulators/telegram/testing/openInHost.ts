import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { TelegramSimulator } from '../index.ts';

/** Settings of the host page, as in its controls and the parameters of its address. */
export interface HostOptions {
  /** `anna`, `irina`, `newcomer` or a Telegram id. */
  person?: string;
  bot?: string;
  theme?: string;
  accent?: string;
  lang?: 'en' | 'ru' | '';
  platform?: string;
  version?: string;
  /** `390x844` */
  size?: string;
  safe?: 'auto' | 'none' | 'large';
  startapp?: string;
  /** Path the app is opened at. */
  path?: string;
  /** Milliseconds until a payment closed early settles. */
  settle?: string;
  /** Events that this client never sends to the app, separated by commas. */
  silent?: string;
  /** Launch parameters as JSON, over the usual ones; `null` leaves one out. */
  params?: string;
  /** How often the init data are encoded within the launch parameters; usually `1`. */
  encodings?: string;
  /** `auto`: the on-screen keyboard appears and disappears with the focus. */
  keyboard?: 'auto';
  /** Shows the phone only, in its real size at the page's corner. */
  embed?: boolean;
}

/** The app in the host page, and Telegram's own parts around it. */
export interface OpenedApp {
  page: Page;
  /** The app itself. */
  app: FrameLocator;
  /** The whole drawn device: header, native buttons, dialogs, payment sheet. */
  phone: Locator;
  mainButton: Locator;
  secondaryButton: Locator;
  /** Close, or Back while the app shows its back button. */
  backButton: Locator;
  /** Rows of the event log, oldest first; empty with `embed`. */
  events: Locator;
}

/** Opens the app in the host page as the chosen person and waits until it reports that it is ready. */
export async function openInHost(
  page: Page,
  simulator: Pick<TelegramSimulator, 'hostUrl'>,
  options: HostOptions = {},
): Promise<OpenedApp> {
  const { embed, ...choices } = options;
  const query = new URLSearchParams({ ...choices, ...(embed && { embed: '1' }) });
  await page.goto(`${simulator.hostUrl}?${query}`);
  const phone = page.locator('.phone');
  await page.locator('.phone[data-ready="true"]').waitFor();
  return {
    page,
    app: page.frameLocator('iframe[title="App"]'),
    phone,
    mainButton: phone.locator('[data-button="main"]'),
    secondaryButton: phone.locator('[data-button="secondary"]'),
    backButton: phone.locator('.bar-left'),
    events: page.getByRole('tabpanel', { name: 'Events' }).getByRole('listitem'),
  };
}
