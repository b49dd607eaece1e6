import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import type { ReactNode } from 'react';
import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { StarGlyph } from '../../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { changeOf, failureShares, type Change as Moved } from './change.ts';
import { useOverviewText } from './texts.ts';

const activeNames = {
  day: 'kpi.activeDay',
  week: 'kpi.activeWeek',
  month: 'kpi.activeMonth',
} as const;

/** The main figures, each with its change against the period before. */
export function Figures({ overview }: { overview: AdminOverview }) {
  const t = useAdminText();
  const own = useOverviewText();
  const f = useFormat();
  const failures = failureShares(overview);
  const points = new Intl.NumberFormat(f.language, { maximumFractionDigits: 1 });
  const amount = (name: 'newUsers' | 'payers' | 'firstPayers' | 'works') => ({
    value: f.amount(overview[name].value),
    change: changeOf(overview[name]),
  });
  return (
    <div className="admin-kpis">
      <Figure
        name={t('overview.kpi.revenue')}
        value={f.roubles(overview.revenueKopecks.value)}
        change={changeOf(overview.revenueKopecks)}
      />
      <Figure
        name={t('overview.kpi.stars')}
        value={f.amount(overview.revenueStars.value)}
        glyph={<StarGlyph large />}
        change={changeOf(overview.revenueStars)}
      />
      <Figure name={t('overview.kpi.newUsers')} {...amount('newUsers')} />
      <Figure name={own('kpi.payers')} {...amount('payers')} />
      <Figure name={own('kpi.firstPayers')} {...amount('firstPayers')} />
      {(['day', 'week', 'month'] as const).map((span) => (
        <Figure
          key={span}
          name={own(activeNames[span])}
          value={f.amount(overview.active[span].value)}
          change={changeOf(overview.active[span])}
        />
      ))}
      <Figure name={t('overview.kpi.works')} {...amount('works')} />
      <Figure
        name={t('overview.kpi.failed')}
        value={`${points.format(failures.value)}%`}
        change={failures.change}
        say={(by) => t('overview.change.points', { value: points.format(by) })}
        lessIsBetter
      />
    </div>
  );
}

interface FigureProps {
  name: string;
  value: string;
  glyph?: ReactNode;
  change: Moved;
  /** How the size of a change is formatted; per cent by default. */
  say?: (by: number) => string;
  lessIsBetter?: boolean;
}

function Figure({ name, value, glyph, change, say, lessIsBetter = false }: FigureProps) {
  return (
    <div className="card kpi">
      <div className="k">{name}</div>
      <div className="v">
        {glyph}
        {value}
      </div>
      <Change change={change} say={say} lessIsBetter={lessIsBetter} />
    </div>
  );
}

export function Change({
  change,
  say,
  lessIsBetter,
}: {
  change: Moved;
  say?: FigureProps['say'] | undefined;
  lessIsBetter: boolean;
}) {
  const t = useAdminText();
  const f = useFormat();
  if (change.way === 'same') {
    return <span className="d even">{t('overview.change.same')}</span>;
  }
  const up = change.way === 'up';
  const good = up !== lessIsBetter;
  const size =
    change.by === null ? t('overview.change.fromZero') : (say?.(change.by) ?? f.percent(change.by));
  return (
    <span className={`d num ${good ? 'up' : 'down'}`}>
      <Icon icon={up ? ArrowUp : ArrowDown} size={14} />
      {change.by === null ? (
        size
      ) : (
        <>
          <span aria-hidden="true">{size}</span>
          <span className="vh">{t(`overview.change.${change.way}`, { value: size })}</span>
        </>
      )}
    </span>
  );
}
