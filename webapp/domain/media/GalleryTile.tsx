import Check from 'lucide-react/icons/check';
import Heart from 'lucide-react/icons/heart';
import Play from 'lucide-react/icons/play';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import './galleryTile.css';
import { useLongPress } from '../../ui/useLongPress.ts';

export interface GalleryTileProps {
  /** A `Picture` with the prompt as its text. */
  picture: ReactNode;
  /** Width divided by height; the masonry keeps each work's own. */
  ratio?: number;
  /** Of a video. */
  durationMs?: number | null;
  favourite?: boolean;
  isNew?: boolean;
  /** In selection mode: chosen or not; otherwise leave it out. */
  selected?: boolean | undefined;
  onClick: () => void;
  onLongPress?: () => void;
  className?: string;
}

/** A work in a strip or in the gallery. */
export function GalleryTile(props: GalleryTileProps) {
  const { picture, ratio, durationMs, favourite, isNew, selected, className } = props;
  const t = useText();
  const f = useFormat();
  const choosing = selected !== undefined;
  return (
    <button
      type="button"
      className={cx('gallery-tile', className)}
      style={ratio ? { aspectRatio: ratio } : undefined}
      aria-pressed={choosing ? selected : undefined}
      {...useLongPress(props.onClick, props.onLongPress)}
    >
      {picture}
      {selected && <span className="sel" />}
      {isNew && !choosing && <span className="ov tl">{t('newWork')}</span>}
      {favourite && !choosing && (
        <span className="ov sq tr">
          <Icon icon={Heart} size={14} solid />
          <span className="vh">{t('favourite')}</span>
        </span>
      )}
      {durationMs ? (
        <span className="ov bl">
          <Icon icon={Play} size={14} solid />
          <span className="vh">{t('video', { length: '' })}</span>
          {f.clock(durationMs)}
        </span>
      ) : null}
      {choosing && (
        <span className={cx('ov sq tr pick', selected && 'on')}>
          {selected && <Icon icon={Check} size={14} />}
        </span>
      )}
    </button>
  );
}
