import { memo } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { GalleryTile } from '../../domain/media/GalleryTile.tsx';
import { Picture } from '../../domain/media/Picture.tsx';
import { useText } from '../../i18n/useText.ts';

export interface WorkTileProps {
  media: Media;
  isNew: boolean;
  selected: boolean | undefined;
  /** In sight when the app opens. */
  urgent: boolean;
  onOpen: (media: Media) => void;
  onLongPress: (media: Media) => void;
}

/** A work in the grid; a long press chooses it. Not rendered again when the grid alone changes. */
export const WorkTile = memo(function WorkTile(props: WorkTileProps) {
  const { media, isNew, selected, urgent } = props;
  const t = useText('create');
  const text = media.prompt || t(`operations.${media.operation}`);
  return (
    <GalleryTile
      picture={
        <Picture src={media.thumbUrl} thumbhash={media.thumbhash} alt={text} urgent={urgent} />
      }
      durationMs={media.durationMs}
      favourite={media.favourite}
      isNew={isNew}
      selected={selected}
      onClick={() => props.onOpen(media)}
      onLongPress={() => props.onLongPress(media)}
    />
  );
});
