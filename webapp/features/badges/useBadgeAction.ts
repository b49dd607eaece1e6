import { useQuery } from '@tanstack/react-query';
import type { BadgeMetric } from '../../../shared/catalog/badges.ts';
import type { Badge } from '../../../shared/schemas/progress.ts';
import { useTRPC } from '../../api/client.ts';
import { useLocalized } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { shareLink } from '../../telegram/links.ts';
import { push, replace } from '../../ui/navigation/history.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';

const ways = {
  launches: null,
  images: 'create',
  videos: 'create',
  generations: 'create',
  operations_used: 'create',
  topups: 'topUp',
  topup_coins: 'topUp',
  webinars: 'events',
  friends: 'invite',
  favourites: 'create',
  streak_days: 'create',
  level: 'create',
  trainings: null,
  early_people: null,
  manual: null,
} as const satisfies Record<BadgeMetric, 'create' | 'topUp' | 'events' | 'invite' | null>;

/** The one way on from a badge: tell a friend about it, or go where it is earned; null = none. */
export function useBadgeAction(badge: Badge): { text: string; onClick: () => void } | null {
  const t = useText('badges');
  const localized = useLocalized();
  const trpc = useTRPC();
  const openTopUp = useSheet('topup');
  const earned = badge.earnedAt !== null;
  const link = useQuery(trpc.referrals.get.queryOptions(undefined, { enabled: earned })).data?.link;
  if (earned) {
    const text = t('sent', { name: localized(badge.name) });
    return link ? { text: t('send'), onClick: () => shareLink(link, text) } : null;
  }
  const way = ways[badge.metric];
  switch (way) {
    case 'create':
      return { text: t('create'), onClick: () => void replace('/create') };
    case 'topUp':
      return { text: t('topUp'), onClick: () => openTopUp({}) };
    case 'events':
      return { text: t('events'), onClick: () => void push('/events') };
    case 'invite':
      return { text: t('invite'), onClick: () => void push('/progress/invite') };
    case null:
      return null;
  }
}
