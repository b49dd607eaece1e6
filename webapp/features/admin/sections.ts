import Banknote from 'lucide-react/icons/banknote';
import Bell from 'lucide-react/icons/bell';
import Images from 'lucide-react/icons/images';
import KeyRound from 'lucide-react/icons/key-round';
import LayoutDashboard from 'lucide-react/icons/layout-dashboard';
import Megaphone from 'lucide-react/icons/megaphone';
import MessagesSquare from 'lucide-react/icons/messages-square';
import ScrollText from 'lucide-react/icons/scroll-text';
import Settings from 'lucide-react/icons/settings';
import Users from 'lucide-react/icons/users';
import { type SectionCode, sectionCodes } from '../../../shared/records/sections.ts';
import type { IconType } from '../../ui/Icon.tsx';
import { push, replace, usePath, useSearch } from '../../ui/navigation/history.ts';
import { viewOf } from './records/views.ts';

/** What is used most comes first: on a phone the rest is reached by a swipe. */
export const sectionNames = [
  'overview',
  'users',
  'payments',
  'generations',
  'support',
  'promo',
  'webinars',
  'broadcasts',
  ...sectionCodes.filter((code) => code !== 'promo' && code !== 'webinars'),
  'settings',
  'botKeys',
  'alerts',
  'audit',
] as const;
export type SectionName = (typeof sectionNames)[number];

export const sections = {
  overview: { path: '/admin', icon: LayoutDashboard },
  users: { path: '/admin/users', icon: Users },
  payments: { path: '/admin/payments', icon: Banknote },
  generations: { path: '/admin/generations', icon: Images },
  support: { path: '/admin/support', icon: MessagesSquare },
  broadcasts: { path: '/admin/broadcasts', icon: Megaphone },
  ...(Object.fromEntries(
    sectionCodes.map((code) => [code, { path: `/admin/${code}`, icon: viewOf(code).icon }]),
  ) as Record<SectionCode, { path: string; icon: IconType }>),
  settings: { path: '/admin/settings', icon: Settings },
  botKeys: { path: '/admin/botKeys', icon: KeyRound },
  alerts: { path: '/admin/alerts', icon: Bell },
  audit: { path: '/admin/audit', icon: ScrollText },
} satisfies Record<SectionName, { path: string; icon: IconType }>;

export function isRecordSection(name: SectionName): name is SectionCode {
  return sectionCodes.some((code) => code === name);
}

/** Replaces the current section. `query` begins with `?`. */
export function showSection(name: SectionName, query = ''): void {
  void replace(sections[name].path + query);
}

/**
 * Opens a person's card, or their thread with support: a page of its own on a phone, beside the list on
 * a wide screen.
 */
export function openPerson(
  userId: number,
  desktop: boolean,
  section: 'users' | 'support' = 'users',
): void {
  if (desktop) {
    showSection(section, `?user=${userId}`);
  } else {
    void push(`${sections[section].path}/${userId}`);
  }
}

/** Opens a broadcast, or `new`: as `openPerson` does. */
export function openBroadcast(id: string, desktop: boolean, { instead = false } = {}): void {
  const { path } = sections.broadcasts;
  if (desktop) {
    showSection('broadcasts', `?id=${id}`);
  } else {
    void (instead ? replace : push)(`${path}/${id}`);
  }
}

export interface AdminPlace {
  section: SectionName;
  /** The person whose card is open. */
  userId: number | null;
  /** The broadcast that is open, or `new`. */
  broadcastId: string | null;
  /** The card has an address of its own: a pushed page on a phone. */
  pushed: boolean;
  search: URLSearchParams;
}

/** The section and the card that the address points to. */
export function useAdminPlace(): AdminPlace {
  const search = new URLSearchParams(useSearch());
  const [, , name = '', id] = usePath().split('/');
  const section = sectionNames.find((one) => one === name) ?? 'overview';
  const userId = Number(id ?? search.get('user'));
  return {
    section,
    userId:
      (section === 'users' || section === 'support') && Number.isSafeInteger(userId) && userId > 0
        ? userId
        : null,
    broadcastId: section === 'broadcasts' ? (id ?? search.get('id')) : null,
    pushed: id !== undefined,
    search,
  };
}
