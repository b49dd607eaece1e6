import type { ReactNode } from 'react';
import { isLocalized, type Values } from '../../../../shared/records/fields.ts';
import { rewardNames } from '../../../../shared/records/labels.ts';
import {
  type Toggle as RecordToggle,
  type SectionCode,
  sectionOf,
} from '../../../../shared/records/sections.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { CheckMark, Switch } from '../../../ui/Choice.tsx';
import { cx } from '../../../ui/cx.ts';
import { TableRow } from '../TableRow.tsx';
import { useDesktop } from '../useDesktop.ts';
import { useStandingText } from '../webinars/standing.ts';
import { toDraft } from './drafts.ts';
import { useRecordText } from './texts.ts';
import type { useInlineEdits } from './useInlineEdits.ts';
import { useValueText } from './useValueText.ts';
import { viewOf } from './views.ts';

export interface RecordTableProps {
  section: SectionCode;
  records: readonly AdminRecord[];
  /** Null: support looks only. */
  edits: ReturnType<typeof useInlineEdits> | null;
  /** The chosen ones, while some are being chosen. */
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
            {toggle && <th className="r">{words.label(section, toggle.field)}</th>}
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
                    <b className="sub-m ell" style={{ display: 'block' }}>
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

function titleField(section: SectionCode): string {
  const { fields } = sectionOf(section);
  return (
    ['title', 'name'].find((name) => name in fields) ?? (section === 'promo' ? 'code' : 'name')
  );
}

/** On a phone only what can be typed over, and only the first of it. */
function useColumns(section: SectionCode): readonly string[] {
  const desktop = useDesktop();
  const { columns, inline } = viewOf(section);
  return desktop ? [...columns, ...inline] : inline.slice(0, 1);
}

function isNumber(section: SectionCode, name: string): boolean {
  return sectionOf(section).fields[name]?.type === 'number';
}

/** Neither the row's tap nor its key. */
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

/** A field in words; what is not set says what holds instead. */
function valueWord(
  section: SectionCode,
  name: string,
  values: Values,
  words: ReturnType<typeof useValueText>,
  t: ReturnType<typeof useRecordText>,
): string {
  if (section === 'promo' && name === 'value' && values.kind === 'free_access' && !values.value) {
    return t('forGood');
  }
  if (values[name] !== null) {
    return words.show(section, name, values);
  }
  return name === 'price' ? t('standardPrice') : name === 'endsAt' ? t('noEnd') : '—';
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
        label={`${words.label(section, field)}, ${record.values.code ?? record.key}`}
        on={on}
        disabled={!edits}
        onChange={(next) => edits?.edit(record, field, next ? whenOn : off)}
      />
    </Apart>
  );
}

/** What a record is called. */
function Title({ section, record }: { section: SectionCode; record: AdminRecord }) {
  const f = useFormat();
  const { name, code, title, level, coins } = record.values;
  if (section === 'rewards') {
    return rewardNames[record.key]?.[f.language] ?? record.key;
  }
  if (section === 'packs') {
    return f.coinsInWords(Number(coins));
  }
  if (isLocalized(name)) {
    return level === undefined ? name[f.language] : `${level} · ${name[f.language]}`;
  }
  return String(name ?? title ?? code ?? record.key);
}

/** What matters most of it, under the name. */
function Second({
  section,
  record,
  desktop,
}: {
  section: SectionCode;
  record: AdminRecord;
  desktop: boolean;
}) {
  const t = useRecordText();
  const f = useFormat();
  const words = useValueText();
  const standing = useStandingText();
  const { values, facts } = record;
  if (section === 'promo') {
    const { maxUses, endsAt } = values;
    const taken = f.amount(Number(facts.taken));
    const used =
      maxUses === null
        ? t('usedNoLimit', { taken })
        : t('used', { taken, max: f.amount(Number(maxUses)) });
    const promoValue = valueWord(section, 'value', values, words, t);
    const ended = typeof endsAt === 'string' && Date.parse(endsAt) <= Date.now();
    return (
      <span>
        {!desktop && `${words.show(section, 'kind', values)}, ${promoValue} · `}
        {used}
        {ended && ` · ${t('ended', { date: f.date(String(endsAt)) })}`}
      </span>
    );
  }
  if (section === 'webinars') {
    const places = standing(record);
    return desktop ? places : `${words.show(section, 'startsAt', values)} · ${places}`;
  }
  if (section === 'badges') {
    const owned = t('ownedBy', { percent: Number(facts.ownedPercent) });
    return desktop ? owned : `${words.show(section, 'metric', values)} · ${owned}`;
  }
  const about = viewOf(section).columns.filter(
    (name) => values[name] !== null && name !== 'providers',
  );
  return desktop ? record.key : about.map((name) => words.show(section, name, values)).join(' · ');
}
