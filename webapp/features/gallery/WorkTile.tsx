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
  onOpen: () => void;
  onLongPress: () => void;
}

/** A work in the grid; a long press chooses it. */
export function WorkTile({ media, isNew, selected, urgent, onOpen, onLongPress }: WorkTileProps) {
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
      onClick={onOpen}
      onLongPress={onLongPress}
    />
  );
}
