import { differencesOf, isSilent } from './differences.ts';
import { useAuditText } from './texts.ts';
import { useFieldWords } from './useFieldWords.ts';
import { type AuditLogEntry, sidesOf } from './values.ts';

/** Before and after of an entry, field by field. */
export function Differences({ entry }: { entry: AuditLogEntry }) {
  const t = useAuditText();
  const words = useFieldWords(entry);
  const { before, after } = sidesOf(entry);
  const found = differencesOf(before, after).filter((one) => !isSilent(one));
  if (found.length === 0) {
    return <p className="sub t2">{t('same')}</p>;
  }
  return (
    <table className="admin-diff">
      <thead>
        <tr>
          <th>
            <span className="vh">{t('action')}</span>
          </th>
          <th>{t('before')}</th>
          <th>{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => (
          <tr key={one.path.join('.')}>
            <th scope="row">{words.name(one)}</th>
            <td dir="auto">{words.value(one, one.before)}</td>
            <td dir="auto">{words.value(one, one.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
