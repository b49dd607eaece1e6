import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';
import { useMarkOpened } from '../../domain/media/newMarks.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { useBackButton } from '../../telegram/backButton.ts';
import { useBars, useNoVerticalSwipes } from '../../telegram/behaviour.ts';
import { back, replace, usePathId } from '../../ui/navigation/history.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Stage } from './Stage.tsx';
import { useNeighbours } from './useNeighbours.ts';
import './viewer.css';
import { ViewerBar } from './ViewerBar.tsx';
import { WorkAbout } from './WorkAbout.tsx';

/** `/work/:id`: the picture, below it how it was made, and the actions at the bottom. */
export function ViewerScreen() {
  const id = usePathId();
  const trpc = useTRPC();
  const neighbours = useNeighbours(id);
  const { found } = neighbours;
  const work = useQuery(
    trpc.gallery.get.queryOptions({ id }, { ...(found && { placeholderData: found }) }),
  );
  const media = work.data;
  return (
    <Page className="viewer">
      {media ? (
        <Viewer media={media} neighbours={neighbours} />
      ) : work.error ? (
        <QueryError page error={work.error} onRetry={() => void work.refetch()} />
      ) : (
        <ViewerSkeleton />
      )}
    </Page>
  );
}

interface ViewerProps {
  media: Media;
  neighbours: ReturnType<typeof useNeighbours>;
}

function Viewer({ media, neighbours }: ViewerProps) {
  const t = useText('viewer');
  const f = useFormat();
  const [full, setFull] = useState(false);
  const { previous, next, place } = neighbours;
  useNoVerticalSwipes();
  useBars({ header: 'black', bottom: 'black' }, full);
  useBackButton(() => setFull(false), full);
  const markOpened = useMarkOpened();
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each work
  useEffect(() => markOpened(media), [media.id]);
  useEffect(() => {
    document.body.style.overflow = full ? 'hidden' : '';
    return () => {
      document.body.style.overflow = '';
    };
  }, [full]);

  const go = (to: Media | null) => void (to ? replace(`/work/${to.id}`) : back('/gallery'));
  return (
    <>
      <h1 className="vh">{t(`title.${media.kind}`)}</h1>
      <Stage
        media={media}
        previous={previous}
        next={next}
        full={full}
        onFull={setFull}
        onStep={(step) => go(step < 0 ? previous : next)}
        onDown={() => (full ? setFull(false) : back('/gallery'))}
      >
        {place && !full && (
          <span className="ov place num">
            {f.amount(place.at)} / {f.amount(place.of)}
          </span>
        )}
        {place && place.of > 1 && full && <Dots at={place.at} of={place.of} />}
      </Stage>
      <WorkAbout key={media.id} media={media} />
      <ViewerBar media={media} onGone={() => go(next ?? previous)} />
    </>
  );
}

function ViewerSkeleton() {
  const t = useText();
  return (
    <div aria-busy="true">
      <span className="vh">{t('loading')}</span>
      <div className="stage" />
      <div className="work-about">
        <Skeleton width="92%" height={20} />
        <Skeleton width="60%" height={20} gap={6} />
        <Skeleton width="80%" height={24} radius={12} gap={12} />
      </div>
    </div>
  );
}

/** The place among the works: at most five dots, the long one is the current work. */
function Dots({ at, of }: { at: number; of: number }) {
  const count = Math.min(5, of);
  const first = Math.max(1, Math.min(at - 2, of - count + 1));
  return (
    <div className="dots" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => first + i).map((n) => (
        <i key={n} className={n === at ? 'on' : ''} />
      ))}
    </div>
  );
}
