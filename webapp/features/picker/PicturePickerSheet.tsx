import ImagePlus from 'lucide-react/icons/image-plus';
import { useEffect, useRef } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { Picture } from '../../domain/media/Picture.tsx';
import { useText } from '../../i18n/useText.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useSheetPlace } from '../../ui/sheetPlace.ts';
import { Tile } from '../../ui/Tile.tsx';
import { type GalleryFilters, useGallery } from '../gallery/index.ts';
import './picker.css';

/** Some systems recognise HEIC only by its extension. */
const ACCEPTED =
  'image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif,image/avif,.heic,.heif';
const images: GalleryFilters = { kind: 'image' };

export interface PicturePickerSheetProps {
  title: string;
  onFile: (file: File) => void;
  onMedia: (media: Media) => void;
}

/** An input picture: a file of this device, or a work of the gallery. */
export function PicturePickerSheet({ title, onFile, onMedia }: PicturePickerSheetProps) {
  const t = useText('create');
  const { close } = useSheetPlace();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Sheet title={title}>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className="vh"
        tabIndex={-1}
        aria-label={t('picker.upload')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) {
            onFile(file);
            close();
          }
        }}
      />
      <Rows>
        <Row
          start={<Tile icon={ImagePlus} kind="act" />}
          title={t('picker.upload')}
          note={t('picker.uploadNote')}
          onClick={() => input.current?.click()}
        />
      </Rows>
      <h3 className="h3 picker-h">{t('picker.yours')}</h3>
      <Works
        onChoose={(media) => {
          onMedia(media);
          close();
        }}
      />
    </Sheet>
  );
}

function Works({ onChoose }: { onChoose: (media: Media) => void }) {
  const t = useText('create');
  const { items, known, error, hasMore, loadMore, refresh } = useGallery(images);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const mark = end.current;
    if (!mark || !hasMore) {
      return;
    }
    const observer = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && void loadMore(),
      { rootMargin: '600px' },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [hasMore, loadMore]);

  if (error) {
    return <QueryError error={error} onRetry={refresh} />;
  }
  if (known && items.length === 0) {
    return <p className="sub t2">{t('picker.empty')}</p>;
  }
  return (
    <ul className="picker-grid" aria-label={t('picker.yours')} aria-busy={!known}>
      {known
        ? items.map((media) => (
            <li key={media.id}>
              <button type="button" className="gallery-tile" onClick={() => onChoose(media)}>
                <Picture src={media.thumbUrl} thumbhash={media.thumbhash} alt={media.prompt} />
              </button>
            </li>
          ))
        : Array.from({ length: 9 }, (_, i) => i).map((i) => (
            <li key={i}>
              <Skeleton height="100%" radius={12} />
            </li>
          ))}
      <li ref={end} key={items.length} aria-hidden="true" className="picker-end" />
    </ul>
  );
}
