/**
 * Fields of what admins edit, described once: forms are rendered from them, and both sides validate values by
 * them. They are separate from the schemas, so that the app's bundle does not carry zod.
 */
import { MAX_COINS } from '../coins.ts';
import { type Localized, languages } from '../language.ts';

/** What a number counts; coins come in hundredths, roubles in kopecks, the rest in whole units. */
export type Unit = 'coins' | 'roubles' | 'stars' | 'percent' | 'pieces' | 'xp' | Duration;
type Duration = 'seconds' | 'minutes' | 'hours' | 'days';

interface NumberRule {
  unit: Unit;
  min: number;
  max: number;
}

interface Common {
  /** May be left empty: null. */
  optional?: true;
  /** What holds where a number is left empty; no limit unless said. */
  empty?: 'asConfigured' | 'standardPrice';
  /** Set only when the record is created. */
  fixed?: true;
  /** Does not apply at present, because of the other fields' values. */
  hidden?: (values: Values) => boolean;
}

export type Field = Common &
  (
    | { type: 'text'; max: number; form?: TextForm; long?: true }
    | { type: 'localized'; max: number; long?: true }
    /** The rule may follow from the other fields. */
    | { type: 'number'; rule: NumberRule | ((values: Values) => NumberRule) }
    | { type: 'flag' }
    | { type: 'choice'; of: readonly string[] }
    /** Some of them, or none. */
    | { type: 'choices'; of: readonly string[] }
    /** The key of a record of this section. */
    | { type: 'record'; of: 'models' }
    | { type: 'time' }
    | { type: 'providers' }
  );

export type Fields = Readonly<Record<string, Field>>;
/** Values of fields as they are sent; times are ISO 8601. */
export type Values = Readonly<Record<string, unknown>>;

/** The id of a Telegram chat, optionally with a topic: `-1001234567890` or `-1001234567890/7`. */
export const chatForm = /^(-?\d{1,16})(?:\/(\d{1,10}))?$/;

/** `@name`, or a link of t.me to a name, to an invitation (`+…`, `joinchat/…`) or to a topic. */
export const contactForm =
  /^(?:@[A-Za-z][A-Za-z0-9_]{3,31}|https:\/\/t\.me\/(?:\+|joinchat\/)?[A-Za-z0-9_-]{4,40}(?:\/\d{1,10})*\/?)$/;

/** The required format of a text. */
const forms = {
  chat: chatForm,
  code: /^[a-z0-9][a-z0-9_-]{0,63}$/,
  promo: /^[\p{Lu}\p{Nd}][\p{Lu}\p{Nd}_-]{2,31}$/u,
  /** A public channel's name, or the number of one without. */
  channel: /^(?:@[A-Za-z][A-Za-z0-9_]{3,31}|-100\d{5,15})$/,
  /** Somebody, or a chat, of Telegram: a name, or a link that opens there. */
  contact: contactForm,
  /** A URL without a user name and password. */
  https: /^https:\/\/[^\s/?#@:]+\.[^\s/?#@:]+(?::\d{1,5})?(?:[/?#]\S*)?$/i,
} as const;
export type TextForm = keyof typeof forms;

/** The message for a text of another format. */
export const formProblems = {
  chat: 'not_a_chat',
  code: 'not_a_code',
  promo: 'not_a_promo_code',
  channel: 'not_a_channel',
  contact: 'not_a_contact',
  https: 'not_https',
} as const satisfies Record<TextForm, FieldProblem>;

/** Why a value is refused. Each has a sentence in the admin's language. */
export const fieldProblems = [
  'unknown',
  'fixed',
  'required',
  'not_a_number',
  'too_small',
  'too_large',
  'too_long',
  'bad_code',
  'not_a_code',
  'not_a_promo_code',
  'not_a_chat',
  'not_https',
  'not_a_channel',
  'not_a_contact',
  'not_a_time',
  'not_a_choice',
  'taken',
  'own_fallback',
  'fallback_circle',
  'other_operation',
  'below_taken',
  'below_used',
  'below_registered',
  'in_past',
  'ends_before_start',
  'webinar_over',
  'not_begun',
  'not_rising',
  'not_next',
  'last_pack',
  'in_use',
] as const;
export type FieldProblem = (typeof fieldProblems)[number];

/** A refused value. `limit` is the bound that it exceeds, in the field's own unit. */
export interface FieldIssue {
  field: string;
  problem: FieldProblem;
  limit?: number;
}

export const MAX_PIECES = 1_000_000;
const pieces = (unit: Unit, min: number, max = MAX_PIECES, more: Common = {}): Field => ({
  type: 'number',
  rule: { unit, min, max },
  ...more,
});

/** Short ways to write a field. */
export const field = {
  text: (max: number, more: Common & { form?: TextForm; long?: true } = {}): Field => ({
    type: 'text',
    max,
    ...more,
  }),
  localized: (max: number, more: Common & { long?: true } = {}): Field => ({
    type: 'localized',
    max,
    ...more,
  }),
  coins: (min: number, more: Common = {}): Field => pieces('coins', min, MAX_COINS, more),
  roubles: (more: Common = {}): Field => pieces('roubles', 100, 100_000_000, more),
  stars: (more: Common = {}): Field => pieces('stars', 1, 100_000, more),
  number: pieces,
  flag: (): Field => ({ type: 'flag' }),
  choice: (of: readonly string[], more: Common = {}): Field => ({ type: 'choice', of, ...more }),
  time: (more: Common = {}): Field => ({ type: 'time', ...more }),
};

/** The rule of a number beside the other values. */
export function ruleOf(number: Field & { type: 'number' }, values: Values): NumberRule {
  return typeof number.rule === 'function' ? number.rule(values) : number.rule;
}

export function isLocalized(value: unknown): value is Localized {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === languages.length &&
    languages.every((language) => typeof (value as Partial<Localized>)[language] === 'string')
  );
}

export function formOf(form: TextForm): RegExp {
  return forms[form];
}
