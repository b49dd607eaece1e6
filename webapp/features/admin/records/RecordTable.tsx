import type { ReactNode } from 'react';
import {
  type Toggle as RecordToggle,
  type SectionCode,
  sectionOf,
} from '../../../../shared/records/sections.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { CheckMark, Switch } from '../../../ui/Choice.tsx';
import { cx } from '../../../ui/cx.ts';
import { TableRow } from '../TableRow.tsx';
import { useDesktop } from '../useDesktop.ts';
import { toDraft } from './drafts.ts';
import { Second, Title, valueWord } from './RecordName.tsx';
import { useRecordText } from './texts.ts';
import type { useInlineEdits } from './useInlineEdits.ts';
import { useValueText } from './useValueText.ts';
import { viewOf } from './views.ts';

export interface RecordTableProps {
  section: SectionCode;
  records: readonly AdminRecord[];
  /** Null: read only, for support. */
  edits: ReturnType<typeof useInlineEdits> | null;
  /** The selected records, while selecting. */
  chosen: ReadonlySet<string> | null;
  onChoose: (key: string) => void;
  onOpen: (record: AdminRecord) => void;
}

/** Records: a table on a wide screen, and one with fewer columns on a phone. */
export function RecordTable(props: RecordTableProps) {
  const { section, records, edits, chosen, onChoose, onOpen } = props;
  const words = useValueText();
  const desktop = useDesktop();
  const columns = useColumns(section);
  const { toggle } = sectionOf(section);
  return (
    <div className="rows admin-scroll">
      <table className="tbl">
        <thead>
          <tr>
            <th>{words.label(section, titleField(section))}</th>
            {columns.map((name) => (
              <th key={name} className={isNumber(section, name) ? 'r' : undefined}>
                {words.label(section, name)}
              </th>
            ))}
            {toggle && <th className="r">{words.label(section, switchName(toggle))}</th>}
          </tr>
        </thead>
        <tbody className="admin-records">
          {records.map((record) => (
            <TableRow
              key={record.key}
              chosen={chosen?.has(record.key) ?? false}
              onOpen={() => (chosen ? onChoose(record.key) : onOpen(record))}
            >
              <td className="admin-name">
                <button type="button" className="admin-who">
                  {chosen && <CheckMark on={chosen.has(record.key)} />}
                  <span className="grow">
                    <b className="sub-m">
                      <Title section={section} record={record} />
                    </b>
                    <span className="under">
                      <Second section={section} record={record} desktop={desktop} />
                    </span>
                  </span>
                </button>
              </td>
              {columns.map((name) => (
                <td key={name} className={cx(isNumber(section, name) && 'r', 't2')}>
                  <Cell name={name} record={record} section={section} edits={edits} />
                </td>
              ))}
              {toggle && (
                <td className="r">
                  <Toggle {...{ section, record, edits, toggle }} />
                </td>
              )}
            </TableRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A switch reads as on or off, also where the field has a label of its own. */
const switchName = ({ field }: Pick<RecordToggle, 'field'>) =>
  field === 'status' ? 'active' : field;

function titleField(section: SectionCode): string {
  const { fields } = sectionOf(section);
  return (
    ['title', 'name'].find((name) => name in fields) ?? (section === 'promo' ? 'code' : 'name')
  );
}

/** On a phone only the first editable field. */
function useColumns(section: SectionCode): readonly string[] {
  const desktop = useDesktop();
  const { columns, inline } = viewOf(section);
  return desktop ? [...columns, ...inline] : inline.slice(0, 1);
}

function isNumber(section: SectionCode, name: string): boolean {
  return sectionOf(section).fields[name]?.type === 'number';
}

/** Must not trigger the row's tap or key handler. */
function Apart({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps taps on the control from the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys reach the control itself
    <span className="admin-apart" onClick={(event) => event.stopPropagation()}>
      {children}
    </span>
  );
}

interface CellProps {
  section: SectionCode;
  record: AdminRecord;
  name: string;
  edits: RecordTableProps['edits'];
}

function Cell({ section, record, name, edits }: CellProps) {
  const words = useValueText();
  const t = useRecordText();
  const field = sectionOf(section).fields[name];
  if (!edits || !field || !viewOf(section).inline.includes(name)) {
    return (
      <span className="admin-nowrap">{valueWord(section, name, record.values, words, t)}</span>
    );
  }
  const draft = edits.draftOf(record, name) ?? toDraft(field, record.values[name], record.values);
  return (
    <Apart>
      <input
        className={cx('price-in', edits.isWrong(record, name) && 'err')}
        inputMode="decimal"
        aria-label={`${words.label(section, name)}, ${record.key}`}
        aria-invalid={edits.isWrong(record, name) || undefined}
        placeholder={field.optional ? '—' : ''}
        maxLength={12}
        value={String(draft)}
        onChange={(event) => edits.edit(record, name, event.target.value)}
      />
    </Apart>
  );
}

function Toggle({
  section,
  record,
  edits,
  toggle: { field, on: whenOn, off },
}: Omit<CellProps, 'name'> & { toggle: RecordToggle }) {
  const words = useValueText();
  const on = (edits?.draftOf(record, field) ?? record.values[field]) === whenOn;
  return (
    <Apart>
      <Switch
        label={`${words.label(section, switchName({ field }))}, ${record.values.code ?? record.key}`}
        on={on}
        disabled={!edits}
        onChange={(next) => edits?.edit(record, field, next ? whenOn : off)}
      />
    </Apart>
  );
}
