import { type SectionCode, sectionOf } from '../../../../shared/records/sections.ts';
import { useRecordText } from './texts.ts';
import { useValueText } from './useValueText.ts';

export interface FilterSelectsProps {
  section: SectionCode;
  filters: Readonly<Record<string, string>>;
  sort: string;
  onFilter: (filters: Record<string, string>) => void;
  onSort: (sort: string) => void;
}

const sortTexts = {
  '-id': 'newest',
  '-taken': 'taken',
  '-xp': 'xp',
  position: 'position',
  name: 'name',
  code: 'code',
  coins: 'coins',
  stars: 'stars',
  level: 'level',
  '-startsAt': 'latest',
  startsAt: 'earliest',
  title: 'title',
} as const;

/** Filters and sorts a list. */
export function FilterSelects({ section, filters, sort, onFilter, onSort }: FilterSelectsProps) {
  const t = useRecordText();
  const words = useValueText();
  const { filters: names, fields, sorts } = sectionOf(section);
  return (
    <div className="admin-selects">
      {names.map((name) => {
        const field = fields[name];
        const of = field?.type === 'choice' ? field.of : ['true', 'false'];
        const word = (value: string) =>
          field?.type === 'choice' ? words.choice(value) : t(value === 'true' ? 'yes' : 'no');
        return (
          <select
            key={name}
            className="admin-narrow"
            aria-label={words.label(section, name)}
            value={filters[name] ?? ''}
            onChange={({ target }) => {
              const { [name]: _, ...others } = filters;
              onFilter(target.value ? { ...others, [name]: target.value } : others);
            }}
          >
            <option value="">{`${words.label(section, name)}: ${t('all').toLowerCase()}`}</option>
            {of.map((value) => (
              <option key={value} value={value}>
                {`${words.label(section, name)}: ${word(value).toLowerCase()}`}
              </option>
            ))}
          </select>
        );
      })}
      {sorts.length > 1 && (
        <select
          className="admin-narrow"
          aria-label={t('sort')}
          value={sort}
          onChange={({ target }) => onSort(target.value)}
        >
          {sorts.map((value) => (
            <option key={value} value={value}>
              {t(`sorts.${sortTexts[value as keyof typeof sortTexts]}`)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
