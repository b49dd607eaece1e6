/** What admins edit: the sections of records, each with its fields and how it is searched and sorted. */
import { badgeIconNames, badgeMetrics, rarities } from '../catalog/badges.ts';
import { modelStatuses } from '../catalog/models.ts';
import { operationCodes, operationRules, PROMPT_MAX } from '../catalog/operations.ts';
import { planKinds } from '../catalog/plans.ts';
import { presetKinds } from '../catalog/presets.ts';
import { promoKinds } from '../catalog/promoCodes.ts';
import { MAX_COINS } from '../coins.ts';
import { type Field, type Fields, field, MAX_PIECES, type Values } from './fields.ts';

/** What switches a record on and off: a field, and its value for each. */
export interface Toggle {
  field: string;
  on: string | boolean;
  off: string | boolean;
}

interface Section {
  fields: Fields;
  /** The field that names a record; null: the server numbers them. */
  key: string | null;
  /** Whether admins create new ones. */
  creatable: boolean;
  /** Fields that a search covers. */
  search: readonly string[];
  /** Orders, the default first; `-` before a name: descending. */
  sorts: readonly string[];
  /** Choices and flags that are filters of the list. */
  filters: readonly string[];
  /** How many records are switched on or off at once; null where none is ever off. */
  toggle: Toggle | null;
}

/** A discount has no more than a hundred per cent; a code that gives access without end has 0 days. */
const promoValue: Field = {
  type: 'number',
  rule: ({ kind }) => {
    switch (kind) {
      case 'topup_discount':
        return { unit: 'percent', min: 1, max: 100 };
      case 'free_access':
        return { unit: 'days', min: 0, max: 3650 };
      case 'plan_days':
        return { unit: 'days', min: 1, max: 3650 };
      case 'free_operations':
      case 'free_trainings':
        return { unit: 'pieces', min: 1, max: 10_000 };
      default:
        return { unit: 'coins', min: 1, max: MAX_COINS };
    }
  },
};

/** Rewards are coins unless their name says what else. */
function rewardRule({ code }: Values) {
  const name = String(code);
  if (name.endsWith('_percent')) {
    return { unit: 'percent', min: 0, max: 100 } as const;
  }
  if (name.startsWith('xp_')) {
    return { unit: 'xp', min: 0, max: MAX_PIECES } as const;
  }
  return name.endsWith('_coins')
    ? ({ unit: 'coins', min: 0, max: MAX_COINS } as const)
    : ({ unit: 'pieces', min: 0, max: 10_000 } as const);
}

/** Leaves room in the longest prompt for a style beside a template. */
const PRESET_MAX = PROMPT_MAX / 2;
const position = field.number('pieces', 1, 10_000);
const code = field.text(64, { form: 'code', fixed: true });
const isCredits = ({ kind }: Values) => kind === 'CREDITS';

const byFlag: Toggle = { field: 'active', on: true, off: false };

export const recordSections = {
  promo: {
    key: null,
    creatable: true,
    search: ['code'],
    sorts: ['-id', 'code', '-taken'],
    filters: ['kind', 'active'],
    toggle: byFlag,
    fields: {
      code: { type: 'text', max: 32, form: 'promo', fixed: true },
      kind: field.choice(promoKinds, { fixed: true }),
      value: promoValue,
      maxUses: field.number('pieces', 1, 100_000_000, { optional: true }),
      perUser: field.number('pieces', 1, 1000),
      startsAt: field.time({ optional: true }),
      endsAt: field.time({ optional: true }),
      firstTopupOnly: field.flag(),
      adminsOnly: field.flag(),
      active: field.flag(),
    },
  },
  models: {
    key: 'code',
    creatable: true,
    search: ['code', 'name'],
    sorts: ['position', 'name'],
    filters: ['operation', 'status'],
    // When off, the model is hidden in the app, and works that use it as a fallback use its own fallback.
    toggle: { field: 'status', on: 'active', off: 'retired' },
    fields: {
      code,
      operation: field.choice(operationCodes, { fixed: true }),
      name: field.text(60),
      price: field.coins(0, { optional: true, empty: 'standardPrice' }),
      status: field.choice(modelStatuses),
      fallback: { type: 'record', of: 'models', optional: true },
      providers: { type: 'providers' },
      etaSeconds: field.number('seconds', 1, 3600),
      position,
    },
  },
  presets: {
    key: 'code',
    creatable: true,
    search: ['code', 'name', 'text'],
    sorts: ['position', 'code'],
    filters: ['kind', 'operation', 'active'],
    toggle: byFlag,
    fields: {
      code,
      kind: field.choice(presetKinds),
      operation: field.choice(
        operationCodes.filter((operation) => operationRules[operation].prompt !== 'none'),
      ),
      name: field.localized(40),
      text: field.localized(PRESET_MAX, { long: true }),
      active: field.flag(),
      position,
    },
  },
  packs: {
    key: 'code',
    creatable: true,
    search: ['code'],
    sorts: ['position', 'coins', 'stars'],
    filters: ['active'],
    toggle: byFlag,
    fields: {
      code,
      coins: field.coins(100),
      stars: field.stars(),
      roubles: field.roubles(),
      active: field.flag(),
      position,
    },
  },
  plans: {
    key: 'code',
    creatable: true,
    search: ['code'],
    sorts: ['position', 'stars'],
    filters: ['kind', 'active'],
    toggle: byFlag,
    fields: {
      code,
      kind: field.choice(planKinds, { fixed: true }),
      stars: field.stars(),
      roubles: field.roubles(),
      days: {
        type: 'number',
        // A month is a subscription in Stars, which Telegram renews every 30 days.
        rule: ({ kind }) =>
          kind === 'MONTH'
            ? { unit: 'days', min: 30, max: 30 }
            : { unit: 'days', min: 1, max: 3660 },
        hidden: isCredits,
      },
      dailyOperations: field.number('pieces', 1, 100_000, { optional: true, hidden: isCredits }),
      credits: {
        type: 'number',
        rule: (values) => ({ unit: 'pieces', min: isCredits(values) ? 1 : 0, max: MAX_PIECES }),
      },
      active: field.flag(),
      position,
    },
  },
  rewards: {
    key: 'code',
    creatable: false,
    search: ['code'],
    sorts: ['code'],
    filters: [],
    toggle: null,
    fields: { code, value: { type: 'number', rule: rewardRule } },
  },
  levels: {
    key: 'level',
    creatable: true,
    search: ['name'],
    sorts: ['level'],
    filters: [],
    toggle: null,
    fields: {
      level: field.number('pieces', 1, 1000, { fixed: true }),
      minXp: field.number('xp', 0, 1_000_000_000),
      name: field.localized(40),
      coins: field.coins(0),
      freeOperations: field.number('pieces', 0, 10_000),
    },
  },
  badges: {
    key: 'code',
    creatable: true,
    search: ['code', 'name', 'description'],
    sorts: ['position', 'code', '-xp'],
    filters: ['rarity', 'metric', 'active'],
    toggle: byFlag,
    fields: {
      code,
      name: field.localized(40),
      description: field.localized(140, { long: true }),
      icon: field.choice(badgeIconNames),
      rarity: field.choice(rarities),
      metric: field.choice(badgeMetrics),
      threshold: {
        type: 'number',
        rule: ({ metric }) =>
          metric === 'topup_coins'
            ? { unit: 'coins', min: 1, max: MAX_COINS * 100 }
            : { unit: 'pieces', min: 1, max: 100_000_000 },
        hidden: ({ metric }) => metric === 'manual',
      },
      xp: field.number('xp', 0, MAX_PIECES),
      active: field.flag(),
      position,
    },
  },
  webinars: {
    key: null,
    creatable: true,
    search: ['title', 'description'],
    sorts: ['-startsAt', 'startsAt', 'title'],
    filters: ['active'],
    toggle: byFlag,
    fields: {
      title: field.text(120),
      startsAt: field.time(),
      durationMinutes: field.number('minutes', 5, 24 * 60),
      link: field.text(500, { form: 'https', optional: true }),
      capacity: field.number('pieces', 1, 100_000, { optional: true }),
      description: field.text(1000, { long: true, optional: true }),
      recordingLink: field.text(500, { form: 'https', optional: true }),
      active: field.flag(),
    },
  },
} as const satisfies Record<string, Section>;

export type SectionCode = keyof typeof recordSections;
export const sectionCodes = Object.keys(recordSections) as [SectionCode, ...SectionCode[]];

/** A section as seen by code that treats all alike. */
export function sectionOf(code: SectionCode): Section {
  return recordSections[code];
}
