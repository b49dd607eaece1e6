import { rewardNames } from '../../../../shared/records/labels.ts';
import { sectionOf } from '../../../../shared/records/sections.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useRecordTitle } from '../records/RecordName.tsx';
import { useRecordText } from '../records/texts.ts';
import { useValueText } from '../records/useValueText.ts';
import { type AuditLogEntry, readRecord } from './values.ts';

/** At most this many names are listed; the rest are counted. */
const MAX_NAMES = 5;

/** Changes of records, with each field before and after. */
export function useRecordEntry() {
  const t = useRecordText();
  const f = useFormat();
  const words = useValueText();
  const titleOf = useRecordTitle();

  const title = (entry: AuditLogEntry): string | null => {
    const found = readRecord(entry);
    const name = found && t(`sections.${found.section}`);
    switch (entry.action) {
      case 'record.change':
        return found && t(`edited.${found.section}`);
      case 'record.create':
        return found && t(`made.${found.section}`);
      case 'promo.create_many':
        return t('log.manyCodes');
      case 'record.on':
        return name && t('log.on', { section: name });
      case 'record.off':
        return name && t('log.off', { section: name });
      default:
        return null;
    }
  };

  const details = (entry: AuditLogEntry): string | null => {
    const found = readRecord(entry);
    if (!found) {
      return null;
    }
    const { section, before, after, about: beside } = found;
    const names = found.record
      ? [titleOf(section, found.record)]
      : found.names.map((name) =>
          section === 'rewards' ? (rewardNames[name]?.[f.language] ?? name) : name,
        );
    const { fields } = sectionOf(section);
    const more = names.length - MAX_NAMES;
    const about = names.slice(0, MAX_NAMES).join(', ') + (more > 0 ? ` +${more}` : '');
    if (entry.action !== 'record.change') {
      return [about, entry.reason].filter(Boolean).join('\n');
    }
    const lines = Object.entries(fields).flatMap(([name, field]) =>
      name in after || name in before
        ? t('was', {
            field: words.label(section, name),
            before: words.value(field, before[name], { ...beside, ...before }),
            after: words.value(field, after[name], { ...beside, ...after }),
          })
        : [],
    );
    return [[about, lines.join('; ')].join(': '), entry.reason].filter(Boolean).join('\n');
  };
  return { title, details };
}
