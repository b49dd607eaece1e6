import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useFormat } from '../../i18n/useFormat.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Ring } from '../../ui/Ring.tsx';
import './galleryTile.css';

export interface RunningTileProps {
  /** 0 to 1; null when it is not known. */
  progress: number | null;
  /** "Video · 30 s left" */
  text: string;
  /** Under it: why it failed, what came back. */
  notes?: readonly string[];
  ratio?: number;
  failed?: boolean;
  onClick: () => void;
}

/** A job that holds its place in the grid. */
export function RunningTile(props: RunningTileProps) {
  const { progress, text, notes = [], ratio, failed, onClick } = props;
  const f = useFormat();
  return (
    <button
      type="button"
      className="gallery-tile gallery-tile-job"
      style={ratio ? { aspectRatio: ratio } : undefined}
      onClick={onClick}
    >
      {failed ? (
        <Icon icon={TriangleAlert} size={28} className="danger" />
      ) : (
        <Ring value={progress} size={64}>
          {progress !== null && <b className="num pct">{f.percent(progress)}</b>}
        </Ring>
      )}
      <span className={cx('cap', failed ? 'job-end' : 't2')}>{text}</span>
      {notes.map((note) => (
        <span key={note} className="cap t2 job-note">
          {note}
        </span>
      ))}
    </button>
  );
}
