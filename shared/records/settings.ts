/** What admins set while the product runs: the fields, and the defaults. */
import { languages } from '../language.ts';
import { type Field, field, type Values } from './fields.ts';

const BOT_TEXT_MAX = 3000;
const botText = field.localized(BOT_TEXT_MAX, { optional: true, long: true });

/** A channel with a name is joined by that; one without needs a link. */
const isPublicChannel = ({ channel }: Values) => !String(channel ?? '').startsWith('-');

/** Settings of every installation; a bot can take payments in roubles where YooKassa is configured. */
export function settingFields(botNames: readonly string[]) {
  return {
    generation_paused: field.flag(),
    generations_at_once: field.number('pieces', 1, 100),
    generations_per_minute: field.number('pieces', 1, 600),
    welcome_free_operations: field.number('pieces', 0, 10_000, {
      optional: true,
      empty: 'asConfigured',
    }),
    referral_hold_hours: field.number('hours', 0, 720),
    yookassa_bots: { type: 'choices', of: botNames, optional: true },
    channel: field.text(40, { form: 'channel', optional: true }),
    channel_link: field.text(200, { form: 'https', hidden: isPublicChannel }),
    support_contact: field.text(80, { form: 'contact', optional: true }),
    reports_chat: field.text(30, { form: 'chat', optional: true }),
    reports_language: field.choice(languages),
    report_payments: field.flag(),
    report_alerts: field.flag(),
    report_daily: field.flag(),
    report_support: field.flag(),
    start_text: botText,
    terms_text: botText,
  } as const satisfies Record<string, Field>;
}

export type SettingCode = keyof ReturnType<typeof settingFields>;

/** Null: as configured, or the product's default. */
export const defaultSettings = {
  generation_paused: false,
  generations_at_once: 5,
  generations_per_minute: 20,
  welcome_free_operations: null,
  referral_hold_hours: 0,
  yookassa_bots: null,
  channel: null,
  channel_link: null,
  support_contact: null,
  reports_chat: null,
  reports_language: 'ru',
  report_payments: true,
  report_alerts: true,
  report_daily: true,
  report_support: true,
  start_text: null,
  terms_text: null,
} as const satisfies Record<SettingCode, Values[string]>;
