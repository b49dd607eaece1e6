export const PLATFORMS = [
  'ios',
  'android',
  'tdesktop',
  'macos',
  'weba',
  'webk',
  'unknown',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export const PLATFORM_NAMES = {
  ios: 'iOS',
  android: 'Android',
  tdesktop: 'Desktop',
  macos: 'macOS',
  weba: 'Web A',
  webk: 'Web K',
  unknown: 'Unknown',
} satisfies Record<Platform, string>;

export const VERSIONS = [
  '6.0',
  '6.1',
  '6.2',
  '6.4',
  '6.7',
  '6.9',
  '6.10',
  '7.0',
  '7.2',
  '7.7',
  '7.8',
  '7.10',
  '8.0',
  '9.0',
  '9.1',
  '9.6',
] as const;

export const SIZES = {
  '320x568': '320 × 568 · small',
  '360x740': '360 × 740',
  '390x844': '390 × 844',
  '430x932': '430 × 932 · large',
  '1000x760': '1000 × 760',
} as const;

export const SAFE_AREAS = ['auto', 'none', 'large'] as const;
export type SafeArea = (typeof SAFE_AREAS)[number];

export interface Insets {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const STATUS_HEIGHT = 46;
export const HEADER_HEIGHT = 50;

export type Chrome = 'ios' | 'android' | 'desktop';

/** Which of the three styles the frame has. */
export function chromeOf(platform: Platform, width: number): Chrome {
  if (width >= 700) return 'desktop';
  return platform === 'ios' || platform === 'macos' ? 'ios' : 'android';
}

const BOTTOM = { ios: 30, android: 22, desktop: 0 } satisfies Record<Chrome, number>;

/** Parts of the screen the app must keep clear of, in CSS pixels. */
export function safeArea(
  chrome: Chrome,
  choice: SafeArea,
  isFullscreen: boolean,
  covered: boolean,
) {
  if (choice === 'none') return { top: 0, bottom: 0, left: 0, right: 0 };
  const extra = choice === 'large' ? 13 : 0;
  const status = chrome === 'desktop' ? 0 : STATUS_HEIGHT + extra;
  const bottom = covered ? 0 : BOTTOM[chrome] + (extra && 4);
  return { top: isFullscreen ? status : 0, bottom, left: 0, right: 0 } satisfies Insets;
}

/** `8.0` is older than `10.1`. */
export function isAtLeast(version: string, wanted: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
