import House from 'lucide-react/icons/house';
import Images from 'lucide-react/icons/images';
import Shield from 'lucide-react/icons/shield';
import Wallet from 'lucide-react/icons/wallet';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { type ComponentType, lazy } from 'react';
import { type AppRoute, appRouteOf, appRoutes } from '../../shared/appRoutes.ts';
import { HomeScreen } from '../features/home/HomeScreen.tsx';
import { currentLanguage } from '../i18n/index.ts';
import { arrivingTexts } from '../i18n/later.ts';
import type { IconType } from '../ui/Icon.tsx';
import type { Tab, TabName } from '../ui/TabBar.tsx';
import { lazyPart } from './lazyPart.ts';

/** A screen, which renders its own title. */
interface Screen {
  screen: ComponentType;
  /** Preloads the screen's code. */
  load?: () => Promise<ComponentType>;
  /** A root shows the tab bar with this tab; a pushed page shows BackButton instead. */
  tab?: TabName;
  /** Where "back" leads when the page was opened by a link; else one part of the address up, or Home. */
  parent?: AppRoute;
  /** Neither tab bar nor BackButton (first launch). */
  bare?: boolean;
}

const later = (load: () => Promise<ComponentType>) => ({ screen: lazyPart(load), load });

const admin = later(async () => (await import('../features/admin/AdminScreen.tsx')).AdminScreen);

/** The table of screens. Home comes with the first load, the rest when they are opened. */
const screens: Record<AppRoute, Screen> = {
  '/': { screen: HomeScreen, tab: 'home' },
  '/create': {
    ...later(async () => (await import('../features/studio/CreateScreen.tsx')).CreateScreen),
    tab: 'create',
  },
  '/gallery': {
    ...later(async () => (await import('../features/gallery/Gallery.tsx')).Gallery),
    tab: 'gallery',
  },
  '/wallet': {
    ...later(async () => (await import('../features/wallet/Wallet.tsx')).Wallet),
    tab: 'wallet',
  },
  '/admin': { ...admin, tab: 'admin' },
  '/admin/:section': { ...admin, tab: 'admin' },
  '/admin/:section/:id': admin,
  '/welcome': {
    // With its texts among the first ones, it asks for no others.
    screen: lazy(async () => ({
      default: (await import('../features/welcome/WelcomeScreen.tsx')).WelcomeScreen,
    })),
    bare: true,
  },
  '/job/:id': later(async () => (await import('../features/job/JobScreen.tsx')).JobScreen),
  '/work/:id': {
    ...later(async () => (await import('../features/viewer/ViewerScreen.tsx')).ViewerScreen),
    parent: '/gallery',
  },
  '/wallet/payments': later(
    async () => (await import('../features/payments/PaymentsScreen.tsx')).PaymentsScreen,
  ),
  '/progress': later(
    async () => (await import('../features/progress/ProgressScreen.tsx')).ProgressScreen,
  ),
  '/progress/badges': later(
    async () => (await import('../features/badges/BadgesScreen.tsx')).BadgesScreen,
  ),
  '/progress/stats': later(
    async () => (await import('../features/stats/StatsScreen.tsx')).StatsScreen,
  ),
  '/progress/invite': later(
    async () => (await import('../features/invite/InviteScreen.tsx')).InviteScreen,
  ),
  '/events': later(async () => (await import('../features/events/EventsScreen.tsx')).EventsScreen),
  '/support': {
    ...later(async () => (await import('../features/support/SupportScreen.tsx')).SupportScreen),
    parent: '/settings',
  },
  '/settings': {
    ...later(async () => (await import('../features/settings/SettingsScreen.tsx')).SettingsScreen),
    parent: '/progress',
  },
};

/** The screen of a path; undefined for one that the app does not have. */
export function routeOf(path: string): Screen | undefined {
  const address = appRouteOf(path);
  return address && screens[address];
}

/**
 * Loads the code and the texts of the first screen before the app is drawn, so that no skeleton comes first. After a
 * failure the screen loads them again.
 */
export async function loadScreen(path: string): Promise<void> {
  const route = routeOf(path);
  if (route?.load) {
    await arrivingTexts(currentLanguage());
    route.screen = await route.load();
  }
}

/** Where "back" leads from a page that was opened by a link. */
export function parentOf(path: string): string {
  const above = path.replace(/\/[^/]*$/, '');
  return routeOf(path)?.parent ?? (appRouteOf(above) ? above : '/');
}

const tabIcons = {
  home: House,
  create: WandSparkles,
  gallery: Images,
  wallet: Wallet,
  admin: Shield,
} as const satisfies Record<TabName, IconType>;

/** The tab bar, from left to right: each tab opens the first address that it stands under. */
export const tabs = (Object.keys(tabIcons) as TabName[]).map(
  (name): Tab => ({
    name,
    icon: tabIcons[name],
    path: appRoutes.find((address) => screens[address].tab === name) ?? '/',
  }),
);

/** Each preloads one of everybody's tabs, so that nobody waits for it. */
export function tabLoads(): (() => Promise<unknown>)[] {
  return Object.values(screens).flatMap(({ tab, load }) => (tab && tab !== 'admin' && load) || []);
}
