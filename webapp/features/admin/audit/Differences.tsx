import { differencesOf } from './differences.ts';
import { useAuditText } from './texts.ts';
import { useFieldWords } from './useFieldWords.ts';
import { type AuditLogEntry, sidesOf } from './values.ts';

/** Left out: fields that only give context to the others, or mean nothing to a reader. */
const UNSHOWN = new Set([
  'about',
  'key',
  'version',
  'id',
  'noteId',
  'messageId',
  'badgeName',
  'createdBy',
]);

/** Before and after of an entry, field by field. */
export function Differences({ entry }: { entry: AuditLogEntry }) {
  const t = useAuditText();
  const words = useFieldWords(entry);
  const { before, after } = sidesOf(entry);
  const found = differencesOf(before, after).filter(
    ({ path: [first = ''] }) => !UNSHOWN.has(first),
  );
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
