/** The tables that admins edit, as of one moment. */
import type { BadgeMetric, Rarity } from '../../../shared/catalog/badges.ts';
import type { ModelStatus, VideoOptions } from '../../../shared/catalog/models.ts';
import type { AspectRatio, OperationCode } from '../../../shared/catalog/operations.ts';
import type { PlanKind } from '../../../shared/catalog/plans.ts';
import type { PresetKind } from '../../../shared/catalog/presets.ts';
import type { RewardCode, XpCode } from '../../../shared/catalog/rewards.ts';
import type { Language, Localized } from '../../../shared/schemas/primitives.ts';
import type { ProviderName } from '../generation/lookup.ts';

export interface Model {
  code: string;
  operation: OperationCode;
  name: string;
  /** Hundredths of a coin; null = the configured price per operation. */
  price: number | null;
  status: ModelStatus;
  /**
   * `price`, in hundredths of a coin, is charged for a work made by the stand-in; without it the stand-in is
   * not offered.
   */
  providers: {
    provider: ProviderName;
    model: string;
    videoOptions?: VideoOptions;
    formats?: AspectRatio[];
    price?: number;
  }[];
  fallback: string | null;
  eta_seconds: number;
}

export interface Pack {
  code: string;
  coins: number;
  stars: number;
  roubles: number;
}

export interface Plan {
  code: string;
  kind: PlanKind;
  stars: number;
  roubles: number;
  days: number | null;
  daily_operations: number | null;
  credits: number;
}

export interface Preset {
  code: string;
  kind: PresetKind;
  operation: OperationCode;
  name: Localized;
  text: Localized;
}

export interface Level {
  level: number;
  min_xp: number;
  name: Localized;
  coins: number;
  free_operations: number;
}

export interface Badge {
  code: string;
  name: Localized;
  description: Localized;
  icon: string;
  rarity: Rarity;
  criteria: { metric: BadgeMetric; threshold: number };
  xp: number;
  owned_percent: number;
  /** The bot that defined it; null for badges of the product. */
  defined_by: string | null;
}

export interface CatalogSnapshot {
  models: Model[];
  packs: Pack[];
  plans: Plan[];
  presets: Preset[];
  rewards: Record<RewardCode | XpCode, number>;
  levels: Level[];
  badges: Badge[];
  settings: {
    generation_paused?: boolean;
    /** Generations of one person: at once, and started in a minute. */
    generations_at_once?: number;
    generations_per_minute?: number;
    /** How long an invite's bonus waits after the friend's first generation; at once if unset. */
    referral_hold_hours?: number;
    /** Free operations of a newcomer; null or unset: as the configuration says. */
    welcome_free_operations?: number | null;
    /** Whom people write to outside of the app: `@name` or a link of t.me; null or unset: nobody. */
    support_contact?: string | null;
    /** Bots that accept roubles; null or unset: as configured. */
    yookassa_bots?: string[] | null;
    /** The chat, or a topic of it, in which the owner reads reports; null or unset: as configured. */
    reports_chat?: string | null;
    reports_language?: Language;
    report_payments?: boolean;
    report_alerts?: boolean;
    report_daily?: boolean;
    report_support?: boolean;
    /** The bot's replies where admins have set their own. */
    start_text?: Localized | null;
    terms_text?: Localized | null;
    /** `@name` of the channel, or its id; with an id an invite link is needed. */
    channel?: string | null;
    channel_link?: string | null;
  };
}
