import { Suspense } from 'react';
import { useOnline } from '../../api/online.ts';
import { useMe } from '../../api/useMe.ts';
import { useText } from '../../i18n/useText.ts';
import { InTurn } from '../../ui/InTurn.tsx';
import { Note } from '../../ui/Note.tsx';
import { optionalPart } from '../../ui/optionalPart.ts';
import { Page } from '../../ui/Page.tsx';
import { usePainted } from '../../ui/usePainted.ts';
import { BadgeStrip } from './BadgeStrip.tsx';
import { EarnList } from './EarnList.tsx';
import { HomeBalance } from './HomeBalance.tsx';
import { HomeSkeleton } from './HomeSkeleton.tsx';
import './home.css';
import { Ideas } from './Ideas.tsx';
import { ProfileRow } from './ProfileRow.tsx';
import { RecentWorks } from './RecentWorks.tsx';
import { RunningJobs } from './RunningJobs.tsx';

const HomeScreenCard = optionalPart(
  async () => (await import('./HomeScreenCard.tsx')).HomeScreenCard,
);

/** Profile, balance, running jobs, ways to earn. */
export function HomeScreen() {
  const t = useText();
  const online = useOnline();
  const me = useMe();
  if (!me) {
    return <HomeSkeleton />;
  }
  return (
    <Page className="rooted">
      <InTurn rest={<div className="ol-rows" aria-hidden="true" />}>
        <ProfileRow me={me} />
        <div className="pad stack">
          <HomeBalance me={me} />
          <RunningJobs />
        </div>
        <Ideas />
        <BadgeStrip />
        <EarnList me={me} />
        <RecentWorks />
        {!online && (
          <section className="sec">
            <Note>{t('offlineNote')}</Note>
          </section>
        )}
        <WhenPainted />
      </InTurn>
    </Page>
  );
}

/** Separate, so that the rest is not rendered again. */
function WhenPainted() {
  const painted = usePainted(true);
  return (
    painted && (
      <Suspense>
        <HomeScreenCard />
      </Suspense>
    )
  );
}
