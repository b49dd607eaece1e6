import { adjustableAssets } from '../../../../shared/closedSets.ts';
import { sectionCodes } from '../../../../shared/records/sections.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useAmountText } from '../forms/amounts.ts';
import { useValueText } from '../records/useValueText.ts';
import { usePersonText } from '../users/texts.ts';
import { type Difference, differencesOf } from './differences.ts';
import { auditTexts, useAuditText } from './texts.ts';
import type { AuditLogEntry } from './values.ts';

const LONGEST = 300;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Before and after of an entry, field by field. */
export function Differences({ entry }: { entry: AuditLogEntry }) {
  const t = useAuditText();
  const words = useFieldWords(entry);
  const found = differencesOf(entry.before, entry.after);
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

const IN_COINS = new Set(['balance', 'before', 'after', 'amount']);

/** Fields in words: balances in their asset, times and answers in the reader's language. */
function useFieldWords({ target, before, after }: AuditLogEntry) {
  const t = useAuditText();
  const f = useFormat();
  const people = usePersonText();
  const amounts = useAmountText();
  const records = useValueText();
  const section = sectionCodes.find((code) => code === target.split(':')[0]);
  const asset = adjustableAssets.find((one) =>
    [before, after].some((side) => (side as { asset?: unknown } | null)?.asset === one),
  );
  return {
    name: ({ path }: Difference): string => {
      const last = path.at(-1) ?? '';
      if (section && path[0] === 'values' && path[1]) {
        return records.label(section, path[1]);
      }
      return last in auditTexts.en.fields ? t(`fields.${last}` as never) : path.join('.');
    },
    value: ({ path }: Difference, value: unknown): string => {
      const last = path.at(-1) ?? '';
      if (asset && typeof value === 'number' && IN_COINS.has(last)) {
        return amounts.inWords(value, asset);
      }
      if (typeof value === 'number' && last === 'coins' && path.length === 1) {
        return f.coins(value);
      }
      return plainly(value, f, people);
    },
  };
}

/** A value whose field nobody has words for. */
function plainly(
  value: unknown,
  f: ReturnType<typeof useFormat>,
  people: ReturnType<typeof usePersonText>,
): string {
  switch (typeof value) {
    case 'boolean':
      return people(value ? 'yes' : 'no');
    case 'number':
      return f.amount(value);
    case 'string':
      return ISO.test(value) ? f.moment(value) : cut(value);
    default:
      return written(value);
  }
}

function written(value: unknown): string {
  if (value === undefined || value === null) {
    return '—';
  }
  return cut(Array.isArray(value) ? value.join(', ') : JSON.stringify(value));
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
