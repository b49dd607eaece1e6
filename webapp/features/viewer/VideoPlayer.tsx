import Play from 'lucide-react/icons/play';
import { useRef, useState } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Icon } from '../../ui/Icon.tsx';

/** A video with its sound, or a silent animated picture. */
export function VideoPlayer({ media, alt }: { media: Media; alt: string }) {
  return media.mime.startsWith('video/') ? (
    <Player media={media} alt={alt} />
  ) : (
    <Animation media={media} alt={alt} />
  );
}

/** Plays automatically, except with reduced motion. */
function Animation({ media, alt }: { media: Media; alt: string }) {
  const t = useText('viewer');
  const [playing, setPlaying] = useState(
    () => !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
  return (
    <>
      <img className="pic" src={media.previewUrl} alt={alt} draggable={false} />
      {playing ? (
        <img className="pic" src={media.url} alt="" draggable={false} />
      ) : (
        <PlayButton label={t('play')} onClick={() => setPlaying(true)} />
      )}
    </>
  );
}

function Player({ media, alt }: { media: Media; alt: string }) {
  const t = useText('viewer');
  const f = useFormat();
  const video = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const whole = (media.durationMs ?? 0) / 1000;
  const toggle = () => {
    if (playing) {
      video.current?.pause();
    } else {
      void video.current?.play();
    }
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: there are no captions for generated clips */}
      <video
        ref={video}
        className="pic"
        src={media.url}
        poster={media.previewUrl}
        aria-label={alt}
        playsInline
        loop
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
      />
      {playing ? (
        <button type="button" className="video-pause" aria-label={t('pause')} onClick={toggle} />
      ) : (
        <PlayButton label={t('play')} onClick={toggle} />
      )}
      <div className="video-line num">
        <span>{f.clock(at * 1000)}</span>
        <input
          type="range"
          aria-label={t('position')}
          min={0}
          max={whole || 1}
          step={0.1}
          value={at}
          style={{ '--v': `${whole > 0 ? (at / whole) * 100 : 0}%` }}
          onChange={({ target }) => {
            if (video.current) {
              video.current.currentTime = Number(target.value);
            }
            setAt(Number(target.value));
          }}
        />
        <span>{f.clock(whole * 1000)}</span>
      </div>
    </>
  );
}

function PlayButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="video-play" aria-label={label} onClick={onClick}>
      <span>
        <Icon icon={Play} size={28} solid />
      </span>
    </button>
  );
}
