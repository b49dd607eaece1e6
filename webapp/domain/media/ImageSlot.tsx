import ImagePlus from 'lucide-react/icons/image-plus';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import './slot.css';

export interface ImageSlotProps {
  /** What belongs here: "Add scene", and as a caption "Scene". */
  addText: string;
  caption: string;
  /** Under the words of an empty slot; the reason after a refusal. */
  note: string;
  /** A `Picture`; null while empty. */
  picture: ReactNode | null;
  /** 0 to 1 while it is being sent. */
  uploading?: number | null;
  error?: boolean;
  onAdd: () => void;
  onRemove: () => void;
}

/** A place for a picture that goes into the work. */
export function ImageSlot(props: ImageSlotProps) {
  const { addText, caption, note, picture, uploading = null, error, onAdd, onRemove } = props;
  const t = useText();
  if (picture === null) {
    return (
      <button type="button" className={cx('slot', error && 'err')} onClick={onAdd}>
        <Icon icon={ImagePlus} />
        <span>{addText}</span>
        <span className="slot-note">{note}</span>
      </button>
    );
  }
  return (
    <div className="slot full">
      <div className="art">{picture}</div>
      <span className="cap-o">{caption}</span>
      {uploading !== null && <ProgressBar className="up" value={uploading} label={caption} />}
      <button
        type="button"
        className="rm"
        aria-label={`${t('actions.remove')}: ${caption}`}
        onClick={onRemove}
      >
        <Icon icon={X} size={16} />
      </button>
    </div>
  );
}
