/** The presentation of each record section: its icon, and what its lists show of a record. */
import Boxes from 'lucide-react/icons/boxes';
import Gift from 'lucide-react/icons/gift';
import Medal from 'lucide-react/icons/medal';
import Package from 'lucide-react/icons/package';
import Palette from 'lucide-react/icons/palette';
import Presentation from 'lucide-react/icons/presentation';
import Repeat from 'lucide-react/icons/repeat';
import Ticket from 'lucide-react/icons/ticket';
import TrendingUp from 'lucide-react/icons/trending-up';
import type { SectionCode } from '../../../../shared/records/sections.ts';
import type { IconType } from '../../../ui/Icon.tsx';

export interface SectionView {
  icon: IconType;
  /** Fields in the table's columns, the most important first; on a phone they are the second line. */
  columns: readonly string[];
  /** Numbers that can be edited in the list; on a phone only the first one. */
  inline: readonly string[];
  /** The initial values of a new record. */
  fresh: Readonly<Record<string, unknown>>;
}

export const sectionViews = {
  promo: {
    icon: Ticket,
    columns: ['kind', 'value', 'endsAt'],
    inline: [],
    fresh: { kind: 'bonus_coins', perUser: 1, active: true },
  },
  models: {
    icon: Boxes,
    columns: ['operation', 'providers', 'etaSeconds', 'status'],
    inline: ['price'],
    fresh: { operation: 'create', status: 'soon', etaSeconds: 15, position: 100 },
  },
  presets: {
    icon: Palette,
    columns: ['kind', 'operation', 'text'],
    inline: [],
    fresh: { kind: 'template', operation: 'create', active: true, position: 100 },
  },
  packs: {
    icon: Package,
    columns: [],
    inline: ['stars', 'roubles'],
    fresh: { active: true, position: 100 },
  },
  plans: {
    icon: Repeat,
    columns: ['kind', 'days', 'dailyOperations', 'credits'],
    inline: ['stars', 'roubles'],
    fresh: { kind: 'YEAR', credits: 0, active: true, position: 100 },
  },
  rewards: { icon: Gift, columns: [], inline: ['value'], fresh: {} },
  levels: {
    icon: TrendingUp,
    columns: ['coins', 'freeOperations'],
    inline: ['minXp'],
    fresh: { coins: 0, freeOperations: 0 },
  },
  badges: {
    icon: Medal,
    columns: ['metric', 'threshold', 'rarity'],
    inline: ['xp'],
    fresh: {
      rarity: 'common',
      metric: 'manual',
      icon: 'medal',
      xp: 30,
      active: true,
      position: 100,
    },
  },
  webinars: {
    icon: Presentation,
    columns: ['startsAt', 'durationMinutes', 'capacity'],
    inline: [],
    fresh: { durationMinutes: 60, active: true },
  },
} as const satisfies Record<SectionCode, SectionView>;

export function viewOf(section: SectionCode): SectionView {
  return sectionViews[section];
}
