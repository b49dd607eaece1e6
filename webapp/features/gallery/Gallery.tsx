import { useMemo } from 'react';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { push } from '../../ui/navigation/history.ts';
import { useTabReset } from '../../ui/navigation/tabs.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { MasonrySkeleton } from '../../ui/Skeleton.tsx';
import { chosenFilters, everything, type GalleryView, useGalleryView } from './chosenFilters.ts';
import { GalleryEmpty } from './GalleryEmpty.tsx';
import { GalleryHead } from './GalleryHead.tsx';
import { Masonry } from './Masonry.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { SelectionHead } from './SelectionHead.tsx';
import { useGallery } from './useGallery.ts';
import { useMediaActions } from './useMediaActions.ts';
import { useSelection } from './useSelection.ts';
import { useUnfinished } from './useUnfinished.ts';
import './gallery.css';

/** All works in two columns, jobs in their place, selection by a long press. */
export function Gallery() {
  const t = useText('gallery');
  const f = useFormat();
  const [view, changeView] = useGalleryView();
  const filters = useMemo(() => chosenFilters(view), [view]);
  const gallery = useGallery(filters);
  const jobs = useUnfinished(view);
  const actions = useMediaActions();
  const selection = useSelection(gallery.items, gallery.hasMore, filters);
  useTabReset(() => changeView(everything));
  const { chosen } = selection;

  const reset = () => changeView(everything);
  return (
    <Page className="gallery">
      {chosen ? (
        <SelectionHead
          count={chosen.count}
          isAll={chosen.isAll}
          busy={selection.busy}
          onAll={() => void selection.chooseAll()}
        />
      ) : (
        <GalleryHead
          view={view}
          counts={gallery.counts}
          onChange={changeView}
          onEmptyTrash={() => void actions.emptyTrash()}
          onSelect={gallery.items.length > 0 ? selection.begin : null}
        />
      )}
      <Works
        key={JSON.stringify(filters)}
        gallery={gallery}
        jobs={jobs}
        view={view}
        selection={selection}
        onReset={reset}
      />
      {selection.works && (
        <SelectionBar
          chosen={selection.works}
          trash={view.tab === 'trash'}
          onDone={selection.leave}
        />
      )}
      <p className="vh" role="status">
        {chosen && t('selected', { count: chosen.count, number: f.number(chosen.count) })}
      </p>
    </Page>
  );
}

interface WorksProps {
  gallery: ReturnType<typeof useGallery>;
  jobs: readonly Generation[];
  view: GalleryView;
  selection: ReturnType<typeof useSelection>;
  onReset: () => void;
}

/** The grid, or its empty, loading or failed state. */
function Works({ gallery, jobs, view, selection, onReset }: WorksProps) {
  const { chosen } = selection;
  if (gallery.error) {
    return (
      <div className="pad">
        <QueryError error={gallery.error} onRetry={gallery.refresh} />
      </div>
    );
  }
  if (!gallery.known) {
    return <MasonrySkeleton />;
  }
  if (gallery.items.length + jobs.length === 0) {
    return <GalleryEmpty view={view} onReset={onReset} />;
  }
  return (
    <>
      <Masonry
        works={gallery.items}
        jobs={chosen ? [] : jobs}
        chosen={chosen}
        more={gallery.hasMore}
        onMore={gallery.loadMore}
        onOpen={({ id }) => (chosen ? selection.toggle(id) : void push(`/work/${id}`))}
        onLongPress={({ id }) => selection.toggle(id)}
      />
      {gallery.moreError !== null && (
        <div className="pad gallery-more">
          <QueryError error={gallery.moreError} onRetry={() => void gallery.loadMore()} />
        </div>
      )}
    </>
  );
}
