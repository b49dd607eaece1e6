import { useState } from 'react';
import { MAX_PERIOD_DAYS, overviewPeriods } from '../../../../shared/closedSets.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chips } from '../../../ui/Chips.tsx';
import { Help } from '../../../ui/Field.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { useOverviewText } from './texts.ts';

const DAY_MS = 86_400_000;

export type Period =
  | { period: Exclude<(typeof overviewPeriods)[number], 'custom'> }
  | { period: 'custom'; from: string; to: string };

/** A number of days up to now, or a range of dates. */
export function PeriodChoice({
  value,
  onChange,
}: {
  value: Period;
  onChange: (period: Period) => void;
}) {
  const t = useAdminText();
  const own = useOverviewText();
  const [isNaming, setNaming] = useState(false);
  return (
    <>
      <div className="filters">
        <Chips
          label={t('overview.period')}
          items={overviewPeriods.map((period) => ({
            value: period,
            label: own(`periods.${period}`),
          }))}
          value={isNaming ? 'custom' : value.period}
          onChange={(period) => {
            setNaming(period === 'custom');
            if (period !== 'custom') {
              onChange({ period });
            }
          }}
        />
      </div>
      {isNaming && <Days onChange={onChange} />}
    </>
  );
}

function Days({ onChange }: { onChange: (period: Period) => void }) {
  const own = useOverviewText();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const isRight = days >= 0 && days < MAX_PERIOD_DAYS;
  const isGiven = from !== '' && to !== '';
  return (
    <div className="pad stack">
      <div className="flex g8 admin-days">
        {(
          [
            ['from', from, setFrom],
            ['to', to, setTo],
          ] as const
        ).map(([name, day, set]) => (
          <label key={name} className="admin-day-field">
            <span className="cap t2">{own(name)}</span>
            <input
              type="date"
              className="admin-narrow"
              value={day}
              min="2000-01-01"
              max="2999-12-31"
              onChange={({ target }) => set(target.value)}
            />
          </label>
        ))}
        <Button
          size="sm"
          disabled={!(isGiven && isRight)}
          onClick={() => onChange({ period: 'custom', from, to })}
        >
          {own('show')}
        </Button>
      </div>
      {isGiven && !isRight && <Help state="error" text={own('badDays')} />}
    </div>
  );
}
