import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { Badge } from '../../domain/levels/Medal.tsx';
import { earnedFirst } from '../../domain/levels/sortBadges.ts';
import { useLocalized } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Section } from '../../ui/Card.tsx';
import { More } from '../../ui/More.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const SHOWN = 10;

/** The badges earned last, then those with the most progress. */
export function BadgeStrip() {
  const t = useText('home');
  const localized = useLocalized();
  const trpc = useTRPC();
  const open = useSheet('badge');
  const { data, error, refetch } = useQuery(trpc.progress.get.queryOptions());
  if (error && !data) {
    return (
      <Section title={t('badges')}>
        <QueryError error={error} onRetry={() => void refetch()} />
      </Section>
    );
  }
  if (!data) {
    return (
      <Section title={t('badges')} wide>
        <div className="strip badges hscroll" aria-busy="true">
          {[1, 2, 3, 4, 5].map((i) => (
            <Skeleton key={i} width={60} height={60} radius={30} />
          ))}
        </div>
      </Section>
    );
  }
  const earned = data.badges.filter((badge) => badge.earnedAt).length;
  return (
    <Section
      title={t('badges')}
      wide
      aside={
        <More
          text={t('common:progressOf', { value: earned, total: data.badges.length })}
          to="/progress/badges"
        />
      }
    >
      <ul className="strip badges hscroll">
        {earnedFirst(data.badges)
          .slice(0, SHOWN)
          .map((badge) => (
            <Badge
              key={badge.code}
              name={localized(badge.name)}
              icon={badge.icon}
              rarity={badge.rarity}
              locked={badge.earnedAt === null}
              onClick={() => open({ badge })}
            />
          ))}
      </ul>
    </Section>
  );
}
