import { type SettingCode, settingFields } from '../../../../shared/records/settings.ts';
import { useRecordText } from '../records/texts.ts';
import { useValueText } from '../records/useValueText.ts';
import { useSettingText } from '../settings/texts.ts';
import { type AuditLogEntry, readSettings } from './values.ts';

/** Changed settings, before and after. */
export function useSettingEntry() {
  const t = useRecordText();
  const settings = useSettingText();
  const words = useValueText();
  const fields = settingFields([]);
  const title = (entry: AuditLogEntry): string | null =>
    readSettings(entry) && t('log.changed', { section: settings('title') });
  const details = (entry: AuditLogEntry): string | null => {
    const found = readSettings(entry);
    return (
      found &&
      (Object.keys(fields) as SettingCode[])
        .filter((name) => name in found.after)
        .map((name) =>
          t('was', {
            field: settings(`names.${name}`),
            before: words.value(fields[name], found.before[name], found.before),
            after: words.value(fields[name], found.after[name], found.after),
          }),
        )
        .join('; ')
    );
  };
  return { title, details };
}
