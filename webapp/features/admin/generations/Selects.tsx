import { useQuery } from '@tanstack/react-query';
import { type OperationCode, operationCodes } from '../../../../shared/catalog/operations.ts';
import {
  type FailureReason,
  failureReasons,
  generationProviders,
} from '../../../../shared/closedSets.ts';
import { useTRPC } from '../../../api/client.ts';
import { useText } from '../../../i18n/useText.ts';
import '../records/records.css';
import { useValueText } from '../records/useValueText.ts';
import { useGenerationText } from './texts.ts';

const HOUR_MS = 3_600_000;
const periods = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS };
type Period = keyof typeof periods;

export interface Narrowed {
  operation?: OperationCode;
  model?: string;
  provider?: string;
  failure?: FailureReason;
  period?: Period;
}

/** The start of the period, to the minute: an exact time would make each render a new query. */
export function sinceOf(period: Period | undefined): { from?: string } {
  if (period === undefined) {
    return {};
  }
  const minute = Math.floor(Date.now() / 60_000) * 60_000;
  return { from: new Date(minute - periods[period]).toISOString() };
}

/** Filters the works by operation, model, provider, failure and period. */
export function Selects({
  narrowed,
  onNarrow,
}: {
  narrowed: Narrowed;
  onNarrow: (narrowed: Narrowed) => void;
}) {
  const t = useGenerationText();
  const words = useText('create');
  const values = useValueText();
  const trpc = useTRPC();
  const models = useQuery(trpc.admin.records.queryOptions({ section: 'models', limit: 100 }));
  const names = new Map(
    (models.data?.items ?? []).map(({ key, values: { name } }) => [key, String(name)]),
  );
  const selects = [
    {
      name: 'operation',
      of: operationCodes,
      text: (value: string) => words(`operations.${value as OperationCode}`),
    },
    { name: 'model', of: [...names.keys()], text: (value: string) => names.get(value) ?? value },
    { name: 'provider', of: generationProviders, text: values.choice },
    {
      name: 'failure',
      of: failureReasons,
      text: (value: string) => t(`failures.${value as FailureReason}`),
    },
    {
      name: 'period',
      of: Object.keys(periods),
      text: (value: string) => t(`periods.${value as Period}`),
    },
  ] as const;
  return (
    <div className="admin-selects">
      {selects.map(({ name, of, text }) => (
        <select
          key={name}
          className="admin-narrow"
          aria-label={t(name)}
          value={narrowed[name] ?? ''}
          onChange={({ target }) => {
            const { [name]: _, ...others } = narrowed;
            onNarrow(target.value ? { ...others, [name]: target.value } : others);
          }}
        >
          <option value="">{`${t(name)}: ${t(name === 'period' ? 'periods.all' : 'any')}`}</option>
          {of.map((value) => (
            <option key={value} value={value}>
              {`${t(name)}: ${text(value)}`}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
}
