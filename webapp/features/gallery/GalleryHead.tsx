import CircleCheck from 'lucide-react/icons/circle-check';
import Heart from 'lucide-react/icons/heart';
import Search from 'lucide-react/icons/search';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/Button.tsx';
import { type ChipItem, Chips } from '../../ui/Chips.tsx';
import { openSheet } from '../../ui/navigation/sheets.ts';
import { type GalleryTab, type GalleryView, galleryTabs } from './chosenFilters.ts';
import { GallerySearch } from './GallerySearch.tsx';
import { countOf, type GalleryCounts } from './useGallery.ts';

export interface GalleryHeadProps {
  view: GalleryView;
  counts: GalleryCounts;
  onChange: (patch: Partial<GalleryView>) => void;
  /** Null while there is nothing to select. */
  onSelect: (() => void) | null;
  onEmptyTrash: () => void;
}

const icons = { favourites: Heart, trash: Trash2 } as const;

/** The title, the filter and selection buttons, the chips with counts. */
export function GalleryHead({ view, counts, onChange, onSelect, onEmptyTrash }: GalleryHeadProps) {
  const t = useText('gallery');
  const filtered = view.operation !== null || view.model !== null || view.period !== 'any';
  const [searching, setSearching] = useState(view.search !== '');
  const items = galleryTabs.map(
    (tab): ChipItem<GalleryTab> => ({
      value: tab,
      label: t(`tabs.${tab}`),
      count: countOf(counts, tab),
      ...((tab === 'favourites' || tab === 'trash') && { icon: icons[tab] }),
    }),
  );
  const none = counts !== null && counts.images + counts.videos + counts.trash === 0;
  return (
    <>
      <div className="gallery-h">
        <h1 className="h1">{t('title')}</h1>
        {!none && (
          <div className="flex">
            <IconButton
              icon={Search}
              size={24}
              label={t('search')}
              aria-expanded={searching}
              onClick={() => {
                setSearching(!searching);
                onChange({ search: '' });
              }}
            />
            <span className="filter-button">
              <IconButton
                icon={SlidersHorizontal}
                size={24}
                label={t(filtered ? 'filtersOn' : 'filters')}
                onClick={() => openSheet('galleryFilter', {})}
              />
              {filtered && <i className="dot" />}
            </span>
            <IconButton
              icon={CircleCheck}
              size={24}
              label={t('select')}
              disabled={!onSelect}
              onClick={() => onSelect?.()}
            />
          </div>
        )}
      </div>
      {!none && searching && (
        <GallerySearch search={view.search} onSearch={(search) => onChange({ search })} />
      )}
      {!none && (
        <div className="gallery-chips">
          <Chips
            label={t('show')}
            items={items}
            value={view.tab}
            onChange={(tab) => onChange({ tab })}
          />
        </div>
      )}
      {view.tab === 'trash' && counts !== null && counts.trash > 0 && (
        <div className="trash-line">
          <p className="cap t2">{t('keptFor')}</p>
          <button type="button" className="sub-m link danger" onClick={onEmptyTrash}>
            {t('emptyTrash')}
          </button>
        </div>
      )}
    </>
  );
}
