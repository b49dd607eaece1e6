import { PLATFORMS, type Platform, SAFE_AREAS, type SafeArea, SIZES } from './devices.ts';
import { THEMES, type Theme } from './palettes.ts';

/** The settings of the page. Each is also a parameter of its address. */
export interface Settings {
  person: string;
  bot: string;
  /** The bot of the chat; empty for the bot of the app. */
  chat: string;
  theme: Theme;
  /** `#rrggbb`, or empty for the theme's own. */
  accent: string;
  /** Language of the Telegram app; empty for the person's own. */
  lang: string;
  platform: Platform;
  version: string;
  /** `390x844` */
  size: string;
  safe: SafeArea;
  startapp: string;
  /** Path the app is opened at. */
  path: string;
  /** `1`: only the phone is shown. */
  embed: string;
  /** Milliseconds until a payment closed early settles. */
  settle: string;
  /** Events that this client never sends to the app, separated by commas: `popup_closed,viewport_changed`. */
  silent: string;
  /** Launch parameters as JSON, over the usual ones; `null` leaves one out. */
  params: string;
  /** How often the init data are encoded within the launch parameters; Telegram promises `1`. */
  encodings: string;
  /** `auto`: the on-screen keyboard appears and disappears with the focus, and the app's frame shrinks for it. */
  keyboard: string;
}

const DEFAULTS: Settings = {
  person: 'anna',
  bot: '',
  chat: '',
  theme: 'ios-day',
  accent: '',
  lang: '',
  platform: 'ios',
  version: '9.1',
  size: '390x844',
  safe: 'auto',
  startapp: '',
  path: '/',
  embed: '',
  settle: '4000',
  silent: '',
  params: '',
  encodings: '1',
  keyboard: '',
};

/** Settings that are stored for the next visit; the others are only in the address. */
const REMEMBERED = [
  'person',
  'bot',
  'chat',
  'theme',
  'accent',
  'lang',
  'platform',
  'version',
  'size',
  'safe',
] as const;
const KEY = '__telegram:settings';

const ALLOWED: Partial<Record<keyof Settings, readonly string[]>> = {
  theme: THEMES,
  platform: PLATFORMS,
  safe: SAFE_AREAS,
};

function accepted(values: Record<string, unknown>): Partial<Settings> {
  const known = Object.entries(values).filter(([key, value]) => {
    if (!(key in DEFAULTS) || typeof value !== 'string') return false;
    if (key === 'size') return value in SIZES || /^\d{3,4}x\d{3,4}$/.test(value);
    if (key === 'version') return /^\d+\.\d+$/.test(value);
    if (key === 'accent') return value === '' || /^#[0-9a-f]{6}$/i.test(value);
    return ALLOWED[key as keyof Settings]?.includes(value) ?? true;
  });
  return Object.fromEntries(known);
}

/** The address overrides stored settings, which override the defaults. */
export function loadSettings(): Settings {
  const remembered = JSON.parse(localStorage.getItem(KEY) ?? '{}');
  const address = Object.fromEntries(new URLSearchParams(location.search));
  const base = address.embed ? {} : accepted(remembered);
  return { ...DEFAULTS, ...base, ...accepted(address) };
}

export function saveSettings(settings: Settings): void {
  const kept = Object.fromEntries(REMEMBERED.map((key) => [key, settings[key]]));
  localStorage.setItem(KEY, JSON.stringify(kept));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(settings)) {
    if (value !== DEFAULTS[key as keyof Settings]) query.set(key, value);
  }
  const text = query.size > 0 ? `?${query}` : location.pathname;
  history.replaceState(history.state, '', text);
}

export function sizeOf(settings: Settings): { width: number; height: number } {
  const [width = 390, height = 844] = settings.size.split('x').map(Number);
  return { width, height };
}

/** Each account has its own storage in Telegram: the app's storage must not reach the next person. */
export function forgetAppStorage(): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (!key.startsWith('__telegram:')) storage.removeItem(key);
    }
  }
}
