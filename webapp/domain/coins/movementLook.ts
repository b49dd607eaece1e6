import ArrowDownLeft from 'lucide-react/icons/arrow-down-left';
import ArrowUpRight from 'lucide-react/icons/arrow-up-right';
import Compass from 'lucide-react/icons/compass';
import Flame from 'lucide-react/icons/flame';
import Gift from 'lucide-react/icons/gift';
import GraduationCap from 'lucide-react/icons/graduation-cap';
import Image from 'lucide-react/icons/image';
import Layers from 'lucide-react/icons/layers';
import Presentation from 'lucide-react/icons/presentation';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import Sparkles from 'lucide-react/icons/sparkles';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import Trophy from 'lucide-react/icons/trophy';
import Users from 'lucide-react/icons/users';
import Video from 'lucide-react/icons/video';
import type { MovementKind } from '../../../shared/closedSets.ts';
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import type { IconType } from '../../ui/Icon.tsx';
import type { TileProps } from '../../ui/Tile.tsx';

interface Look {
  icon: IconType;
  kind: NonNullable<TileProps['kind']>;
}

const look = (icon: IconType, kind: Look['kind']): Look => ({ icon, kind });

/** XP has a screen of its own and no line in the history. */
type UnseenKind = 'xp_gain' | 'badge_reward';

/** The movements that the history shows, with their tiles: gold is earned, green is bought. */
const looks = {
  launch_reward: look(Sparkles, 'gold'),
  direction_reward: look(Compass, 'gold'),
  daily_reward: look(Flame, 'gold'),
  webinar_reward: look(Presentation, 'gold'),
  webinar_reward_reversal: look(Presentation, 'neutral'),
  topup: look(ArrowDownLeft, 'ok'),
  topup_reversal: look(ArrowUpRight, 'neutral'),
  promo_bonus: look(TicketPercent, 'gold'),
  promo_bonus_reversal: look(TicketPercent, 'neutral'),
  referral_bonus: look(Users, 'gold'),
  referral_bonus_reversal: look(Users, 'neutral'),
  referral_share: look(Users, 'gold'),
  referral_share_reversal: look(Users, 'neutral'),
  generation_charge: look(Image, 'act'),
  generation_refund: look(Image, 'neutral'),
  shortfall_collection: look(ArrowUpRight, 'neutral'),
  free_grant: look(Gift, 'gold'),
  training_charge: look(GraduationCap, 'act'),
  plan_credits: look(Layers, 'ok'),
  plan_credits_reversal: look(Layers, 'neutral'),
  level_reward: look(Trophy, 'gold'),
  admin_adjustment: look(SlidersHorizontal, 'neutral'),
} as const satisfies Record<Exclude<MovementKind, UnseenKind>, Look>;

export type ShownKind = keyof typeof looks;

/** The kind if the app knows it: a newer server may have more. */
export function shownKind(kind: string): ShownKind | null {
  return kind in looks ? (kind as ShownKind) : null;
}

export function movementLook({ kind, subject }: HistoryItem): Look {
  if (kind === 'generation_charge' && subject?.type === 'generation') {
    return look(subject.operation === 'video' ? Video : Image, 'act');
  }
  const known = shownKind(kind);
  return known ? looks[known] : look(SlidersHorizontal, 'neutral');
}
