import { keepPreviousData, useQuery } from '@tanstack/react-query';
import BookX from 'lucide-react/icons/book-x';
import ChevronRight from 'lucide-react/icons/chevron-right';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { type ReactNode, useState } from 'react';
import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { useTRPC } from '../../../api/client.ts';
import { rich } from '../../../i18n/rich.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Icon, type IconType } from '../../../ui/Icon.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { SectionHead } from '../SectionHead.tsx';
import { showSection } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { Breakdowns } from './Breakdowns.tsx';
import { Figures } from './Figures.tsx';
import { type Period, PeriodChoice } from './PeriodChoice.tsx';
import { RevenueChart } from './RevenueChart.tsx';
import { Standing } from './Standing.tsx';
import { ModelTable, RetentionTable } from './Tables.tsx';
import { useOverviewText } from './texts.ts';
import { WorksChart } from './WorksChart.tsx';

/** What needs attention now, and the product's figures. */
export function Overview() {
  const t = useAdminText();
  const trpc = useTRPC();
  const [period, setPeriod] = useState<Period>({ period: 'week' });
  const overview = useQuery(
    trpc.admin.overview.queryOptions(period, {
      placeholderData: keepPreviousData,
      refetchInterval: 30_000,
    }),
  );
  return (
    <>
      <SectionHead title={t('sections.overview')}>
        <PeriodChoice value={period} onChange={setPeriod} />
      </SectionHead>
      <div className="pad stack" style={{ gap: 8, marginTop: 8 }}>
        {overview.data ? (
          <Shown overview={overview.data} old={overview.isPlaceholderData} />
        ) : overview.error ? (
          <QueryError error={overview.error} onRetry={() => void overview.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}

function Shown({ overview, old }: { overview: AdminOverview; old: boolean }) {
  const own = useOverviewText();
  const f = useFormat();
  const date = (day: string) => f.shortDate(`${day}T12:00`);
  return (
    <>
      <Banners violations={overview.violations} />
      <div className={old ? 'admin-old stack' : 'stack'} style={{ gap: 8 }} aria-busy={old}>
        <p className="cap t2">
          {own('span', { from: date(overview.from), to: date(overview.to) })}
        </p>
        <Figures overview={overview} />
        <div className="admin-charts">
          <RevenueChart days={overview.perDay} />
          <WorksChart days={overview.perDay} />
        </div>
        <Standing overview={overview} />
        <Breakdowns overview={overview} />
        <ModelTable generations={overview.generations} />
        <RetentionTable retention={overview.retention} />
        {overview.countedAt && (
          <p className="cap t2">{own('counted', { when: f.moment(overview.countedAt) })}</p>
        )}
      </div>
    </>
  );
}

function Banners({ violations }: { violations: number }) {
  const t = useAdminText();
  const trpc = useTRPC();
  const alerts = useQuery(trpc.admin.alerts.queryOptions({ filter: 'open' })).data;
  const count = alerts?.items.length ?? 0;
  const bold = (text: string) => rich(text, { b: (words) => <b>{words}</b> });
  return (
    <>
      {count > 0 && <Banner icon={TriangleAlert}>{bold(t('overview.alerts', { count }))}</Banner>}
      {violations > 0 && (
        <Banner icon={BookX}>{bold(t('overview.violations', { count: violations }))}</Banner>
      )}
    </>
  );
}

function Banner({ icon, children }: { icon: IconType; children: ReactNode }) {
  return (
    <button type="button" className="note bad" onClick={() => showSection('alerts')}>
      <Icon icon={icon} size={20} />
      <span className="grow">{children}</span>
      <Icon icon={ChevronRight} size={18} />
    </button>
  );
}

/** The final geometry: six figures and two charts. */
function Waiting() {
  return (
    <div aria-busy="true" className="stack" style={{ gap: 8 }}>
      <div className="admin-kpis">
        {[0, 1, 2, 3, 4, 5].map((i) => (
          <Skeleton key={i} height={84} radius={16} />
        ))}
      </div>
      <div className="admin-charts">
        <Skeleton height={190} radius={16} />
        <Skeleton height={190} radius={16} />
      </div>
    </div>
  );
}
