import { useQuery } from '@tanstack/react-query';
import { type AdminActionName, adminActionNames } from '../../../../shared/closedSets.ts';
import { useTRPC } from '../../../api/client.ts';
import { Selects } from '../Selects.tsx';
import { kindOf, useAuditText } from './texts.ts';

const DAY_MS = 86_400_000;
const periods = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS };

export interface NarrowedLog {
  adminId?: number;
  action?: AdminActionName;
  period?: keyof typeof periods;
}

/** The query's filters. The time is rounded down to a minute: an exact one would be a new query each time. */
export function toQuestion({ period, ...rest }: NarrowedLog) {
  if (period === undefined) {
    return rest;
  }
  const minute = Math.floor(Date.now() / 60_000) * 60_000;
  return { ...rest, from: new Date(minute - periods[period]).toISOString() };
}

export interface AuditFiltersProps {
  narrowed: NarrowedLog;
  onNarrow: (narrowed: NarrowedLog) => void;
}

/** Filters the audit log by author, target and time. */
export function AuditFilters({ narrowed, onNarrow }: AuditFiltersProps) {
  const t = useAuditText();
  const trpc = useTRPC();
  const authors = useQuery(trpc.admin.auditAuthors.queryOptions()).data?.authors ?? [];
  const set = (name: keyof NarrowedLog, value: string | number) => {
    const { [name]: _, ...others } = narrowed;
    onNarrow({ ...others, ...(value !== '' && { [name]: value }) });
  };
  return (
    <Selects
      selects={[
        {
          name: 'who',
          label: t('who'),
          any: t('anyone'),
          value: String(narrowed.adminId ?? ''),
          options: authors.map(({ userId, name }) => ({ value: String(userId), label: name })),
          onChange: (value) => set('adminId', value === '' ? '' : Number(value)),
        },
        {
          name: 'action',
          label: t('action'),
          any: t('any'),
          value: narrowed.action ?? '',
          options: adminActionNames.map((value) => ({ value, label: t(`kinds.${kindOf(value)}`) })),
          onChange: (value) => set('action', value),
        },
        {
          name: 'period',
          label: t('period'),
          any: t('always'),
          value: narrowed.period ?? '',
          options: (Object.keys(periods) as (keyof typeof periods)[]).map((value) => ({
            value,
            label: t(`periods.${value}`),
          })),
          onChange: (value) => set('period', value),
        },
      ]}
    />
  );
}
