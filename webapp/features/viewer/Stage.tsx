import { type ReactNode, useEffect, useRef } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { openSheets } from '../../ui/navigation/history.ts';
import { Slide } from './Slide.tsx';
import { useStageGestures } from './useStageGestures.ts';

export interface StageProps {
  media: Media;
  previous: Media | null;
  next: Media | null;
  /** Nothing but the picture, on black. */
  full: boolean;
  onFull: (full: boolean) => void;
  onStep: (step: -1 | 1) => void;
  /** The picture was dragged down. */
  onDown: () => void;
  /** Shown over the picture: the place in the list, the dots. */
  children?: ReactNode;
}

/** The picture and its neighbours; a tap opens the picture-only view. */
export function Stage({
  media,
  previous,
  next,
  full,
  onFull,
  onStep,
  onDown,
  children,
}: StageProps) {
  const t = useText('viewer');
  const stage = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const { handlers, step } = useStageGestures({
    stage,
    track,
    picture,
    id: media.id,
    ratio: media.width / Math.max(1, media.height),
    has: { previous: previous !== null, next: next !== null },
    full,
    onStep,
    onTap: () => onFull(!full),
    onPinch: () => onFull(true),
    onDown,
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (openSheets().length > 0 || event.altKey || event.metaKey || event.ctrlKey) {
        return;
      }
      if (event.key === 'ArrowLeft') {
        step(-1);
      } else if (event.key === 'ArrowRight') {
        step(1);
      } else if (event.key === 'Escape' && full) {
        event.preventDefault();
        onFull(false);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [step, full, onFull]);

  const slides = [previous, media, next];
  return (
    <div ref={stage} className={cx('stage', full && 'full')} {...handlers}>
      <div className="stage-track" ref={track}>
        {slides.map(
          (one, i) =>
            one && (
              <div key={one.id} className="slide" style={{ left: `${(i - 1) * 100}%` }}>
                <Slide media={one} active={i === 1} full={full} {...(i === 1 && { picture })} />
              </div>
            ),
        )}
      </div>
      {children}
      <button type="button" className="vh" onClick={() => onFull(!full)}>
        {t(full ? 'leaveFull' : 'showFull')}
      </button>
    </div>
  );
}
