import { useQuery } from '@tanstack/react-query';
import { directions, type PeopleSort, peopleSorts } from '../../../../shared/closedSets.ts';
import { type Language, languages } from '../../../../shared/language.ts';
import { isLocalized } from '../../../../shared/records/fields.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Selects } from '../Selects.tsx';
import { usePersonText } from './texts.ts';

export interface NarrowedPeople {
  chosenDirection?: (typeof directions)[number];
  language?: Language;
  bot?: string;
  level?: number;
  sort: PeopleSort;
}

export interface PeopleSelectsProps {
  narrowed: NarrowedPeople;
  onNarrow: (narrowed: NarrowedPeople) => void;
}

/** Filters and sorts the list of people. */
export function PeopleSelects({ narrowed, onNarrow }: PeopleSelectsProps) {
  const t = usePersonText();
  const f = useFormat();
  const trpc = useTRPC();
  const bots = useQuery(trpc.admin.botKeys.queryOptions()).data?.bots ?? [];
  const levels = useQuery(trpc.admin.records.queryOptions({ section: 'levels', limit: 100 }));
  const set = (name: keyof NarrowedPeople, value: string | number) => {
    const { [name]: _, ...others } = narrowed;
    onNarrow({ ...others, ...(value !== '' && { [name]: value }) } as NarrowedPeople);
  };
  const any = t('any');
  return (
    <Selects
      selects={[
        {
          name: 'sort',
          label: t('sort'),
          any: null,
          value: narrowed.sort,
          options: peopleSorts.map((value) => ({ value, label: t(`sorts.${value}`) })),
          onChange: (value) => set('sort', value),
        },
        {
          name: 'level',
          label: t('level'),
          any,
          value: String(narrowed.level ?? ''),
          options: (levels.data?.items ?? []).map(({ key, values: { name } }) => ({
            value: key,
            label: isLocalized(name) ? `${key} · ${name[f.language]}` : key,
          })),
          onChange: (value) => set('level', value === '' ? '' : Number(value)),
        },
        {
          name: 'direction',
          label: t('direction'),
          any,
          value: narrowed.chosenDirection ?? '',
          options: directions.map((value) => ({ value, label: t(`directions.${value}`) })),
          onChange: (value) => set('chosenDirection', value),
        },
        {
          name: 'language',
          label: t('language'),
          any,
          value: narrowed.language ?? '',
          options: languages.map((value) => ({ value, label: t(`languages.${value}`) })),
          onChange: (value) => set('language', value),
        },
        {
          name: 'bot',
          label: t('bot'),
          any,
          value: narrowed.bot ?? '',
          options: bots.map((value) => ({ value, label: value })),
          onChange: (value) => set('bot', value),
        },
      ]}
    />
  );
}
