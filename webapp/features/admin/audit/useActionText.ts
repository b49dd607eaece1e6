import type { AdminActionName } from '../../../../shared/closedSets.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useAlertTitle } from '../alerts/useAlertTitle.ts';
import { useBroadcastText } from '../broadcasts/texts.ts';
import { useAmountText } from '../forms/amounts.ts';
import { useGenerationText } from '../generations/texts.ts';
import { useSupportText } from '../support/useSupportText.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { usePersonText } from '../users/texts.ts';
import { useAccessText } from '../users/useAccessText.ts';
import { useAuditText } from './texts.ts';
import { useRecordEntry } from './useRecordEntry.ts';
import { useSettingEntry } from './useSettingEntry.ts';
import { useWebinarEntry } from './useWebinarEntry.ts';
import {
  type AuditLogEntry,
  isNameless,
  readAccess,
  readAlertKind,
  readBadge,
  readBalances,
  readDays,
  readGenerationRefund,
  readRefund,
  readRoles,
  readSubject,
} from './values.ts';

const MINUS = '\u2212';

/** What an admin did, to whom and why. */
export function useActionText() {
  const t = useAdminText();
  const audit = useAuditText();
  const support = useSupportText();
  const f = useFormat();
  const amounts = useAmountText();
  const accessText = useAccessText();
  const generations = useGenerationText();
  const alertTitle = useAlertTitle();
  const records = useRecordEntry();
  const settings = useSettingEntry();
  const webinars = useWebinarEntry();
  const broadcasts = useBroadcastText();
  const people = usePersonText();

  /** Null when the entry does not have a known shape. */
  const titles: Record<AdminActionName, (entry: AuditLogEntry) => string | null> = {
    'balance.adjust': (entry) => {
      const found = readBalances(entry);
      if (!found) {
        return null;
      }
      const { asset, before, after } = found;
      const size = Math.abs(after - before);
      const written = asset === 'coins' ? f.coins(size) : amounts.inWords(size, asset);
      return t('audit.actions.balance', { amount: (after < before ? MINUS : '+') + written });
    },
    'user.block': () => t('audit.actions.block'),
    'user.unblock': () => t('audit.actions.unblock'),
    'user.role': (entry) => {
      const found = readRoles(entry);
      return (
        found &&
        t('audit.actions.role', {
          before: t(`card.roles.${found.before}`),
          after: t(`card.roles.${found.after}`),
        })
      );
    },
    'user.free_access': (entry) => {
      const found = readAccess(entry);
      return found === undefined ? null : t('audit.actions.access', { value: accessText(found) });
    },
    'user.plan_days': (entry) => {
      const count = readDays(entry);
      return count === null ? null : people('audit.days', { count });
    },
    'user.badge': (entry) => {
      const found = readBadge(entry, f.language);
      return found && people(found.had ? 'audit.hadBadge' : 'audit.badge', { badge: found.badge });
    },
    'user.note': () => people('audit.note'),
    'user.export': () => people('audit.export'),
    'user.erase': () => people('audit.erase'),
    'user.open': () => people('audit.open'),
    'badge.grant_all': (entry) => {
      const found = readBadge(entry, f.language);
      return found && people('audit.grantAll', { badge: found.badge });
    },
    'payment.refund': (entry) => {
      const found = readRefund(entry);
      return found && t('audit.actions.refund', { amount: f.money(found.amount, found.currency) });
    },
    'payment.check': () => t('audit.actions.check'),
    'generation.refund': (entry) => {
      const found = readGenerationRefund(entry);
      const { asset, amount } = found ?? { asset: 'coins' as const, amount: 0 };
      const written = asset === 'coins' ? f.coins(amount) : amounts.inWords(amount, asset);
      return found && generations('logRefund', { amount: written });
    },
    'generation.retry': () => t('audit.actions.retry'),
    'generation.fail': () => t('audit.actions.fail'),
    'alert.resolve': () => t('audit.actions.alert'),
    'support.reply': () => support('audit.reply'),
    'support.decline_refund': () => support('audit.declineRefund'),
    'support.close': () => support('audit.close'),
    'bot_key.create': () => t('audit.actions.keyMade'),
    'bot_key.revoke': () => t('audit.actions.keyRevoked'),
    'record.create': records.title,
    'record.change': records.title,
    'record.on': records.title,
    'record.off': records.title,
    'promo.create_many': records.title,
    'settings.change': settings.title,
    'webinar.attendance': webinars.title,
    'broadcast.create': () => broadcasts('audit.create'),
    'broadcast.change': () => broadcasts('audit.change'),
    'broadcast.test': () => broadcasts('audit.test'),
    'broadcast.schedule': () => broadcasts('audit.schedule'),
    'broadcast.start': () => broadcasts('audit.start'),
    'broadcast.pause': () => broadcasts('audit.pause'),
    'broadcast.resume': () => broadcasts('audit.resume'),
    'broadcast.cancel': () => broadcasts('audit.cancel'),
  };
  /** Actions of the configuration have a translated reason. */
  const reasonOf = ({ reason }: AuditLogEntry): string =>
    reason === 'ADMIN_TELEGRAM_IDS: listed'
      ? t('audit.listed')
      : reason === 'ADMIN_TELEGRAM_IDS: not listed'
        ? t('audit.unlisted')
        : reason;
  /** A placeholder for a person without a name, such as that of a deleted account. */
  const whom = ({ target, targetName }: AuditLogEntry): string =>
    targetName !== null && isNameless(targetName) ? audit('nameless') : (targetName ?? target);
  const subject = (entry: AuditLogEntry): string => {
    if (entry.action === 'badge.grant_all') {
      // The heading names the badge.
      return '';
    }
    const kind = entry.action === 'alert.resolve' ? readAlertKind(entry) : null;
    return kind ? alertTitle(kind) : (readSubject(entry, f.language) ?? whom(entry));
  };
  return {
    whom,
    title: (entry: AuditLogEntry) =>
      // An older server may have recorded an action under another name.
      titles[entry.action]?.(entry) ?? entry.action,
    details: (entry: AuditLogEntry) =>
      records.details(entry) ??
      settings.details(entry) ??
      webinars.details(entry) ??
      [subject(entry), reasonOf(entry)].filter(Boolean).join(': '),
  };
}
