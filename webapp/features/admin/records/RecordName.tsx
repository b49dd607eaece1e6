import type { Language } from '../../../../shared/language.ts';
import { isLocalized, type Values } from '../../../../shared/records/fields.ts';
import { rewardNames } from '../../../../shared/records/labels.ts';
import type { SectionCode } from '../../../../shared/records/sections.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useStandingText } from '../webinars/standing.ts';
import { useRecordText } from './texts.ts';
import { useValueText } from './useValueText.ts';
import { viewOf } from './views.ts';

/** A field's value as text; an unset one shows what applies instead. */
export function valueWord(
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

type NamedRecord = Pick<AdminRecord, 'key' | 'values'>;

/** The name of a record. */
export function useRecordTitle(): (section: SectionCode, record: NamedRecord) => string {
  const f = useFormat();
  const words = useValueText();
  return (section, record) => {
    const { coins, kind, credits } = record.values;
    if (section === 'rewards') {
      return rewardNames[record.key]?.[f.language] ?? record.key;
    }
    if (section === 'packs') {
      return f.coinsInWords(Number(coins));
    }
    if (section === 'plans') {
      return kind === 'CREDITS' ? f.counted(Number(credits), 'credit') : words.choice(String(kind));
    }
    return nameOf(record, f.language);
  };
}

function nameOf({ key, values }: NamedRecord, language: Language): string {
  const { name, code, title, level } = values;
  if (isLocalized(name)) {
    return level === undefined ? name[language] : `${level} · ${name[language]}`;
  }
  return String(name ?? title ?? code ?? key);
}

export function Title({ section, record }: { section: SectionCode; record: AdminRecord }) {
  return useRecordTitle()(section, record);
}

interface SecondProps {
  section: SectionCode;
  record: AdminRecord;
  desktop: boolean;
}

/** The most important values, under the name. */
export function Second(props: SecondProps) {
  const { section, record, desktop } = props;
  const t = useRecordText();
  const f = useFormat();
  const words = useValueText();
  const standing = useStandingText();
  const gains = useGains();
  const { values, facts, key } = record;
  switch (section) {
    case 'promo':
      return <PromoSecond record={record} desktop={desktop} />;
    case 'webinars': {
      const places = standing(record);
      return desktop ? places : `${words.show(section, 'startsAt', values)} · ${places}`;
    }
    case 'badges': {
      const owned = t('ownedBy', { percent: Number(facts.ownedPercent) });
      return desktop ? owned : `${words.show(section, 'metric', values)} · ${owned}`;
    }
    case 'rewards': {
      // A plain number of pieces would repeat the field beside it.
      const said = words.show(section, 'value', values);
      return said === f.amount(Number(values.value)) ? '' : said;
    }
    case 'levels':
      return gains(values);
    case 'plans':
      return desktop ? key : gains(values);
    default: {
      // The switch shows that it is active.
      const about = viewOf(section).columns.filter(
        (name) =>
          values[name] !== null &&
          name !== 'providers' &&
          (name !== 'status' || values.status !== 'active'),
      );
      return desktop ? key : about.map((name) => words.show(section, name, values)).join(' · ');
    }
  }
}

/** The benefits of a level or a plan, without those that are zero. */
function useGains() {
  const t = useRecordText();
  const f = useFormat();
  return ({ coins, freeOperations, days, dailyOperations, kind }: Values): string =>
    [
      ...(Number(coins) > 0 ? [f.coinsInWords(Number(coins))] : []),
      ...(Number(freeOperations) > 0
        ? [t('freeOperations', { count: Number(freeOperations) })]
        : []),
      ...(kind !== 'CREDITS' && Number(days) > 0 ? [t('daysOf', { count: Number(days) })] : []),
      ...(kind !== 'CREDITS' && Number(dailyOperations) > 0
        ? [t('operationsADay', { count: Number(dailyOperations) })]
        : []),
    ].join(' · ');
}

/** What a code gives, how often it was used, and whether it has ended. */
function PromoSecond({ record, desktop }: Omit<SecondProps, 'section'>) {
  const t = useRecordText();
  const f = useFormat();
  const words = useValueText();
  const { values, facts } = record;
  const { maxUses, endsAt, kind } = values;
  const count = Number(facts.taken);
  const taken = f.amount(count);
  const used =
    maxUses === null
      ? t('usedNoLimit', { taken })
      : t('used', { taken, max: f.amount(Number(maxUses)) });
  const amount = valueWord('promo', 'value', values, words, t);
  // The formatted amount of coins includes the unit.
  const gives =
    kind === 'bonus_coins' ? amount : `${words.show('promo', 'kind', values)}: ${amount}`;
  const ended = typeof endsAt === 'string' && Date.parse(endsAt) <= Date.now();
  return (
    <span className="admin-used">
      {!desktop && `${gives} · `}
      {used}
      {ended && ` · ${t('ended', { date: f.date(String(endsAt)) })}`}
      {maxUses !== null && (
        <span className="admin-share" aria-hidden="true">
          <span style={{ width: `${Math.min(100, (count / Number(maxUses)) * 100)}%` }} />
        </span>
      )}
    </span>
  );
}
