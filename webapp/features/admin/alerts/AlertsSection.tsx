import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import BellOff from 'lucide-react/icons/bell-off';
import CircleCheck from 'lucide-react/icons/circle-check';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useState } from 'react';
import type { AdminAlert } from '../../../../shared/schemas/admin.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { Rows } from '../../../ui/Row.tsx';
import { Segment } from '../../../ui/Segment.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { ListBody } from '../ListBody.tsx';
import { useCanEdit } from '../rights.ts';
import { SectionHead } from '../SectionHead.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { useAlertDetails } from './useAlertDetails.ts';
import { useAlertTitle } from './useAlertTitle.ts';

const filters = ['open', 'all'] as const;

/** Alerts, the newest first. */
export function AlertsSection() {
  const t = useAdminText();
  const trpc = useTRPC();
  const [filter, setFilter] = useState<(typeof filters)[number]>('open');
  const list = useInfiniteQuery(
    trpc.admin.alerts.infiniteQueryOptions(
      { filter, limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const alerts = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <SectionHead title={t('sections.alerts')}>
        <div className="pad">
          <Segment
            label={t('alerts.filter')}
            items={filters.map((value) => ({ value, label: t(`alerts.filters.${value}`) }))}
            value={filter}
            onChange={setFilter}
          />
        </div>
      </SectionHead>
      <div className="pad" style={{ marginTop: 8 }}>
        <ListBody
          pages={list}
          count={alerts.length}
          empty={{
            icon: BellOff,
            title: t('alerts.none'),
            text: t(filter === 'open' ? 'alerts.noneText' : 'alerts.noneAll'),
          }}
        >
          <Rows label={t('sections.alerts')}>
            {alerts.map((alert) => (
              <AlertRow key={alert.id} alert={alert} />
            ))}
          </Rows>
        </ListBody>
      </div>
    </>
  );
}

function AlertRow({ alert }: { alert: AdminAlert }) {
  const t = useAdminText();
  const f = useFormat();
  const titleOf = useAlertTitle();
  const canEdit = useCanEdit();
  const openForm = useSheet('admin');
  const detailsOf = useAlertDetails();
  const { resolvedAt } = alert;
  return (
    <li>
      <div className="row admin-alert">
        {resolvedAt ? (
          <Tile icon={CircleCheck} kind="ok" />
        ) : (
          <Tile icon={TriangleAlert} kind="bad" />
        )}
        <div className="main">
          <b>{titleOf(alert.kind)}</b>
          <small className="mono admin-key">{alert.key}</small>
          {detailsOf(alert).map((line) => (
            <small key={line} dir="auto" className="admin-word">
              {line}
            </small>
          ))}
          <small className="num">
            {f.moment(alert.createdAt)}
            {resolvedAt && ` · ${t('alerts.resolved', { when: f.moment(resolvedAt) })}`}
          </small>
        </div>
        {!resolvedAt && canEdit && (
          <Button kind="gray" size="sm" onClick={() => openForm({ form: 'resolve', alert })}>
            {t('alerts.resolve')}
          </Button>
        )}
      </div>
    </li>
  );
}
