import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPC } from '../../api/client.ts';
import { Page } from '../../ui/Page.tsx';
import '../../ui/field.css';
import '../../ui/note.css';
import '../../domain/coins/payment.css';
import '../../ui/table.css';
import '../../ui/tiles.css';
import './admin.css';
import './forms/forms.css';
import './lists.css';
import { AlertsSection } from './alerts/AlertsSection.tsx';
import { AuditSection } from './audit/AuditSection.tsx';
import { BotKeysSection } from './botKeys/BotKeysSection.tsx';
import { BroadcastCard } from './broadcasts/BroadcastCard.tsx';
import { BroadcastsSection } from './broadcasts/BroadcastsSection.tsx';
import { GenerationsSection } from './generations/GenerationsSection.tsx';
import { Rail, SectionChips } from './Navigation.tsx';
import { NoAccess } from './NoAccess.tsx';
import { Overview } from './overview/Overview.tsx';
import { PaymentsSection } from './payments/PaymentsSection.tsx';
import { RecordsSection } from './records/RecordsSection.tsx';
import { useHasAccess } from './rights.ts';
import { type AdminPlace, isRecordSection, showSection, useAdminPlace } from './sections.ts';
import { SettingsSection } from './settings/SettingsSection.tsx';
import { SupportSection } from './support/SupportSection.tsx';
import { Thread } from './support/Thread.tsx';
import { useDesktop } from './useDesktop.ts';
import { useListKeys } from './useListKeys.ts';
import { PersonCard } from './users/PersonCard.tsx';
import { UsersSection } from './users/UsersSection.tsx';

/** Everything under `/admin`; a lazy chunk of its own. */
export function AdminScreen() {
  const allowed = useHasAccess();
  return allowed ? <Sections /> : <NoAccess />;
}

function Sections() {
  const desktop = useDesktop();
  const place = useAdminPlace();
  const { section, userId } = place;
  const trpc = useTRPC();
  const alerts = useQuery(
    trpc.admin.alerts.queryOptions({ filter: 'open' }, { refetchInterval: 60_000 }),
  );
  const threads = useQuery(
    trpc.admin.supportThreads.queryOptions({ limit: 1 }, { refetchInterval: 30_000 }),
  );
  const waiting = {
    alerts: alerts.data?.items.length ?? 0,
    support: threads.data?.waiting ?? 0,
  };
  useListKeys(
    useCallback(() => {
      if (!desktop || userId === null) {
        return false;
      }
      showSection(section);
      return true;
    }, [desktop, userId, section]),
  );
  if (!desktop && place.pushed && place.userId !== null) {
    return (
      <Page className="admin-page">
        <div className="pad admin-card">
          {place.section === 'support' ? (
            <Thread key={place.userId} userId={place.userId} />
          ) : (
            <PersonCard key={place.userId} userId={place.userId} />
          )}
        </div>
      </Page>
    );
  }
  if (!desktop && place.pushed && place.broadcastId !== null) {
    return (
      <Page className="admin-page">
        <div className="pad admin-card">
          <BroadcastCard key={place.broadcastId} id={place.broadcastId} />
        </div>
      </Page>
    );
  }
  return (
    <Page className="admin-page">
      {desktop ? (
        <Rail section={place.section} waiting={waiting} />
      ) : (
        <SectionChips section={place.section} waiting={waiting} />
      )}
      <div className="admin-body">
        <Section {...place} />
      </div>
    </Page>
  );
}

function Section(place: AdminPlace) {
  if (isRecordSection(place.section)) {
    return <RecordsSection key={place.section} section={place.section} />;
  }
  switch (place.section) {
    case 'overview':
      return <Overview />;
    case 'users':
      return <UsersSection userId={place.userId} />;
    case 'payments':
      return <PaymentsSection asked={place.search.get('filter')} />;
    case 'generations':
      return <GenerationsSection />;
    case 'support':
      return <SupportSection userId={place.userId} />;
    case 'broadcasts':
      return <BroadcastsSection chosen={place.broadcastId} />;
    case 'settings':
      return <SettingsSection />;
    case 'botKeys':
      return <BotKeysSection />;
    case 'alerts':
      return <AlertsSection />;
    case 'audit':
      return <AuditSection target={place.search.get('target')} />;
  }
}
