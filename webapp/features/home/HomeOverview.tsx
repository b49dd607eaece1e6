import type { Me } from '../../../shared/schemas/me.ts';
import { BadgeStrip } from './BadgeStrip.tsx';
import { EarnList } from './EarnList.tsx';
import { HomeBalance } from './HomeBalance.tsx';
import './home.css';
import { ProfileRow } from './ProfileRow.tsx';

/** Home without running jobs and works: profile, balance and ways to earn. */
export function HomeOverview({ me }: { me: Me }) {
  return (
    <>
      <ProfileRow me={me} />
      <div className="pad">
        <HomeBalance me={me} />
      </div>
      <BadgeStrip />
      <EarnList me={me} />
    </>
  );
}
