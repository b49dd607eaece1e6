import { rarities } from '../../shared/catalog/rarities.ts';
import type { RewardKind } from '../../shared/closedSets.ts';
import type { LiveEvent } from '../../shared/schemas/live.ts';
import { celebrate } from '../features/celebration/index.ts';
import { useText } from '../i18n/useText.ts';
import { push } from '../ui/navigation/history.ts';
import { toast } from '../ui/toasts.ts';

/** Rewards that their own screens celebrate. */
const hasOwnScreen = {
  launch_reward: true,
  direction_reward: false,
  webinar_reward: false,
  referral_bonus: false,
  referral_share: false,
  promo_bonus: false,
  level_reward: true,
} as const satisfies Record<RewardKind, boolean>;

/** What is shown of a live event on any screen: a celebration or a toast. */
export function useAnnouncements(): (event: LiveEvent) => void {
  const t = useText();
  return (event) => {
    switch (event.type) {
      case 'level':
        celebrate({
          type: 'level',
          level: event.newLevel,
          name: event.name,
          totalXp: event.totalXp,
        });
        break;
      case 'badge':
        celebrate({
          type: 'badge',
          code: event.code,
          name: event.name,
          icon: event.icon,
          rarity: rarities.find((rarity) => rarity === event.rarity) ?? 'common',
        });
        break;
      case 'support':
        if (event.answered && location.pathname !== '/support') {
          toast(t('supportAnswered'), {
            kind: 'neutral',
            action: { text: t('actions.open'), onClick: () => void push('/support') },
          });
        }
        break;
      case 'reward':
        if (!hasOwnScreen[event.kind] && event.amount > 0) {
          celebrate({ type: 'reward', kind: event.kind, coins: event.amount });
        }
        break;
      default:
    }
  };
}
