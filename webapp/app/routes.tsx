import { type ComponentType, lazy } from 'react';
import { HomeScreen } from '../features/home/HomeScreen.tsx';
import type { TabName } from '../ui/TabBar.tsx';
import { lazyPart } from './lazyPart.ts';

export interface Route {
  /** wouter's pattern; parameters by `useParams()`. */
  path: string;
  screen: ComponentType;
  /** A root shows the tab bar with this tab; a pushed page shows BackButton instead. */
  tab?: TabName;
  /** Where "back" leads when the page was opened by a link. Default Home. */
  parent?: string;
  /** Neither tab bar nor BackButton (first launch). */
  bare?: boolean;
}

const adminScreen = lazyPart(
  async () => (await import('../features/admin/AdminScreen.tsx')).AdminScreen,
);

const tabs = {
  create: async () => (await import('../features/studio/CreateScreen.tsx')).CreateScreen,
  gallery: async () => (await import('../features/gallery/Gallery.tsx')).Gallery,
  wallet: async () => (await import('../features/wallet/Wallet.tsx')).Wallet,
};

/** Has the other tabs brought, so that nobody waits for them. */
export function preloadTabs(): void {
  for (const load of Object.values(tabs)) {
    // Whoever opens it asks again, and says what is wrong.
    load().catch(() => undefined);
  }
}

/** The table of screens. Home comes with the first load, the rest when they are opened. */
export const routes: readonly Route[] = [
  { path: '/', screen: HomeScreen, tab: 'home' },
  { path: '/create', screen: lazyPart(tabs.create), tab: 'create' },
  { path: '/gallery', screen: lazyPart(tabs.gallery), tab: 'gallery' },
  { path: '/wallet', screen: lazyPart(tabs.wallet), tab: 'wallet' },
  { path: '/admin/users/:id', screen: adminScreen, parent: '/admin/users' },
  { path: '/admin/support/:id', screen: adminScreen, parent: '/admin/support' },
  { path: '/admin/*?', screen: adminScreen, tab: 'admin' },
  {
    path: '/welcome',
    // With its texts among the first ones, it asks for no others.
    screen: lazy(async () => ({
      default: (await import('../features/welcome/WelcomeScreen.tsx')).WelcomeScreen,
    })),
    bare: true,
  },
  {
    path: '/job/:id',
    screen: lazyPart(async () => (await import('../features/job/JobScreen.tsx')).JobScreen),
  },
  {
    path: '/work/:id',
    screen: lazyPart(
      async () => (await import('../features/viewer/ViewerScreen.tsx')).ViewerScreen,
    ),
    parent: '/gallery',
  },
  {
    path: '/wallet/payments',
    screen: lazyPart(
      async () => (await import('../features/payments/PaymentsScreen.tsx')).PaymentsScreen,
    ),
    parent: '/wallet',
  },
  {
    path: '/progress',
    screen: lazyPart(
      async () => (await import('../features/progress/ProgressScreen.tsx')).ProgressScreen,
    ),
  },
  {
    path: '/progress/badges',
    screen: lazyPart(
      async () => (await import('../features/badges/BadgesScreen.tsx')).BadgesScreen,
    ),
    parent: '/progress',
  },
  {
    path: '/progress/stats',
    screen: lazyPart(async () => (await import('../features/stats/StatsScreen.tsx')).StatsScreen),
    parent: '/progress',
  },
  {
    path: '/progress/invite',
    screen: lazyPart(
      async () => (await import('../features/invite/InviteScreen.tsx')).InviteScreen,
    ),
    parent: '/progress',
  },
  {
    path: '/events',
    screen: lazyPart(
      async () => (await import('../features/events/EventsScreen.tsx')).EventsScreen,
    ),
  },
  {
    path: '/support',
    screen: lazyPart(
      async () => (await import('../features/support/SupportScreen.tsx')).SupportScreen,
    ),
    parent: '/settings',
  },
  {
    path: '/settings',
    screen: lazyPart(
      async () => (await import('../features/settings/SettingsScreen.tsx')).SettingsScreen,
    ),
    parent: '/progress',
  },
];
