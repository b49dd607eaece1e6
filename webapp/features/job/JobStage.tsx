import { useEffect, useRef } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { Guilloche } from '../../ui/Guilloche.tsx';
import { Ring } from '../../ui/Ring.tsx';

export interface JobStageProps {
  /** 0 to 1. */
  progress: number;
  /** Fades in over the engraving. */
  work: Media | null;
  onShown: (() => void) | undefined;
}

/** The engraving with the ring; at the end the picture. */
export function JobStage({ progress, work, onShown }: JobStageProps) {
  const t = useText('job');
  const f = useFormat();
  const told = useRef(false);
  useEffect(() => {
    if (work && !told.current) {
      told.current = true;
      notify('success');
    }
  }, [work]);
  const quarter = Math.floor(progress * 4) / 4;
  return (
    <div className="job-stage">
      <Guilloche className="engraving" />
      <div className="job-ring">
        <Ring value={progress} size={132} label={t('progress', { percent: f.percent(progress) })}>
          <b className="num pct lg" aria-hidden="true">
            {f.percent(progress)}
          </b>
        </Ring>
      </div>
      {work && (
        <img
          className="job-picture"
          src={work.previewUrl}
          alt={work.prompt}
          onAnimationEnd={onShown}
          onError={onShown}
        />
      )}
      <p className="vh" aria-live="polite">
        {quarter > 0 && t('progress', { percent: f.percent(quarter) })}
      </p>
    </div>
  );
}
