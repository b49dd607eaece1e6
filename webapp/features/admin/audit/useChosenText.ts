/** Translations of the codes of states and kinds. */
import { adjustableAssets, roles } from '../../../../shared/closedSets.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { useAlertTitle } from '../alerts/useAlertTitle.ts';
import { broadcastTexts, useBroadcastText } from '../broadcasts/texts.ts';
import { en } from '../texts/en.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { usePersonText } from '../users/texts.ts';
import { useAccessText } from '../users/useAccessText.ts';
import { type AuditLogEntry, FOREVER, readBadge } from './values.ts';

const isOneOf = (names: readonly string[] | object, value: string) =>
  Array.isArray(names) ? names.includes(value) : Object.hasOwn(names, value);

const accessIn = (value: unknown) =>
  typeof value === 'string' ? { until: value === FOREVER ? null : value } : null;

/** Null when the field holds no such code. */
export function useChosenText() {
  const t = useAdminText();
  const f = useFormat();
  const payments = useText('payments');
  const broadcasts = useBroadcastText();
  const people = usePersonText();
  const alertTitle = useAlertTitle();
  const accessText = useAccessText();
  // A plan is stored by its code, which equals its kind for the default plans.
  const planName = (code: string): string | null => {
    const kind = code.toUpperCase();
    return isOneOf(en.card.plan, kind) ? t(`card.plan.${kind}` as never) : null;
  };
  return (entry: AuditLogEntry, field: string, value: unknown): string | null => {
    const { action, adminName } = entry;
    const badge = readBadge(entry, f.language)?.badge ?? null;
    if (field === 'sentTo') {
      // A test message goes to its author alone; recorded is the Telegram id.
      return typeof value === 'number' ? `${adminName} · ${value}` : null;
    }
    if (field === 'freeAccess') {
      return accessText(accessIn(value));
    }
    if (typeof value !== 'string') {
      return null;
    }
    const found: Record<string, () => string | null> = {
      badge: () => badge,
      title: () => (action === 'badge.grant_all' ? badge : null),
      role: () => (isOneOf(roles, value) ? t(`card.roles.${value}` as never) : null),
      asset: () => (isOneOf(adjustableAssets, value) ? t(`adjust.assets.${value}` as never) : null),
      plan: () => planName(value),
      code: () => (action.startsWith('broadcast.') ? planName(value) : null),
      pictureId: () => people('yes'),
      language: () =>
        isOneOf(broadcastTexts.en.languages, value)
          ? broadcasts(`languages.${value}` as never)
          : null,
      state: () =>
        isOneOf(broadcastTexts.en.states, value) ? broadcasts(`states.${value}` as never) : null,
      kind: () => (action === 'alert.resolve' ? alertTitle(value) : null),
      status: () => {
        if (action.startsWith('generation.')) {
          return isOneOf(en.works.status, value) ? t(`works.status.${value}` as never) : null;
        }
        const name = action === 'payment.refund' ? 'charge' : 'status';
        const words = payments(`${name}.${value}` as never);
        // A missing translation returns its key.
        return words.startsWith(`${name}.`) ? null : words;
      },
    };
    return found[field]?.() ?? null;
  };
}
