import { useMemo, useState } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { Page } from '../../components/Page.tsx';
import { QueryError } from '../../components/QueryError.tsx';
import { MasonrySkeleton } from '../../components/Skeleton.tsx';
import { push } from '../../navigation/history.ts';
import { useTabReset } from '../../navigation/tabs.ts';
import { useText } from '../../strings/useText.ts';
import { useBackButton } from '../../telegram/backButton.ts';
import { impact } from '../../telegram/haptics.ts';
import { chosenFilters, type GalleryView, useGalleryView } from './chosenFilters.ts';
import './gallery.css';
import { GalleryEmpty } from './GalleryEmpty.tsx';
import { GalleryHead } from './GalleryHead.tsx';
import { Masonry } from './Masonry.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { SelectionHead } from './SelectionHead.tsx';
import { useGallery } from './useGallery.ts';
import { useUnfinished } from './useUnfinished.ts';

/** `/gallery`: all works in two columns, jobs in their place, selection by a long press. */
export function GalleryScreen() {
  const t = useText('gallery');
  const [view, changeView] = useGalleryView();
  const filters = useMemo(() => chosenFilters(view), [view]);
  const gallery = useGallery(filters);
  const jobs = useUnfinished(view);
  const selection = useSelection(gallery.items);
  useTabReset(() => changeView({ tab: 'all', operation: null, model: null }));
  const { chosen } = selection;

  const head = chosen ? (
    <SelectionHead
      count={chosen.size}
      all={gallery.items.length}
      onAll={() => selection.choose(gallery.items.map(({ id }) => id))}
    />
  ) : (
    <GalleryHead
      view={view}
      counts={gallery.counts}
      onChange={changeView}
      onSelect={gallery.items.length > 0 ? () => selection.choose([]) : null}
    />
  );
  const nothing = gallery.known && gallery.items.length === 0 && jobs.length === 0;
  return (
    <Page className="gallery">
      {head}
      {gallery.error ? (
        <div className="pad">
          <QueryError error={gallery.error} onRetry={gallery.refresh} />
        </div>
      ) : nothing ? (
        <GalleryEmpty
          view={view}
          onReset={() => changeView({ tab: 'all', operation: null, model: null })}
        />
      ) : gallery.known ? (
        <Masonry
          key={JSON.stringify(filters)}
          works={gallery.items}
          jobs={chosen ? [] : jobs}
          chosen={chosen}
          more={gallery.hasMore}
          onMore={gallery.loadMore}
          onOpen={(media) => (chosen ? selection.toggle(media.id) : void push(`/work/${media.id}`))}
          onLongPress={(media) => selection.toggle(media.id)}
        />
      ) : (
        <MasonrySkeleton />
      )}
      {gallery.moreError !== null && (
        <div className="pad gallery-more">
          <QueryError error={gallery.moreError} onRetry={() => void gallery.loadMore()} />
        </div>
      )}
      {chosen && (
        <SelectionBar
          works={gallery.items.filter(({ id }) => chosen.has(id))}
          trash={view.tab === 'trash'}
          onDone={selection.leave}
        />
      )}
      <p className="vh" role="status">
        {chosen && t('selected', { count: chosen.size })}
      </p>
    </Page>
  );
}

export type { GalleryView };

/** The chosen works; null outside the selection mode. BackButton leaves it. */
function useSelection(items: readonly Media[]) {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null);
  const chosen = useMemo(
    () => ids && new Set(items.filter(({ id }) => ids.has(id)).map(({ id }) => id)),
    [ids, items],
  );
  const leave = () => setIds(null);
  useBackButton(leave, chosen !== null);
  return {
    chosen,
    leave,
    choose: (all: readonly string[]) => setIds(new Set(all)),
    toggle: (id: string) => {
      if (!ids) {
        impact('medium');
      }
      const next = new Set(ids);
      if (!next.delete(id)) {
        next.add(id);
      }
      setIds(next);
    },
  };
}
