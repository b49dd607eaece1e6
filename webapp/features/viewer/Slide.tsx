import { type RefObject, useState } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { Picture } from '../../domain/media/Picture.tsx';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { VideoPlayer } from './VideoPlayer.tsx';

/** The stage's width divided by its height, roughly; pictures of similar proportions are cropped by up to a fifth. */
const STAGE_RATIO = 0.92;
const MAX_CROPPED = 0.2;

export interface SlideProps {
  media: Media;
  /** The slide in the middle: it plays, and loads the original when zoomed. */
  active: boolean;
  full: boolean;
  picture?: RefObject<HTMLDivElement | null>;
}

/** A work on the stage: fills it where little is cropped, else is shown whole over its blurred preview. */
export function Slide({ media, active, full, picture }: SlideProps) {
  const t = useText('create');
  const ratio = media.width / Math.max(1, media.height);
  const cropped = 1 - Math.min(ratio, STAGE_RATIO) / Math.max(ratio, STAGE_RATIO);
  const cover = !full && media.kind === 'image' && cropped <= MAX_CROPPED;
  const alt = media.prompt || t(`operations.${media.operation}`);
  return (
    <>
      {!cover && !full && <img className="backdrop" src={media.thumbUrl} alt="" />}
      <div ref={picture} className={cx('slide-picture', cover ? 'cover' : 'contain')}>
        {media.kind === 'video' && active ? (
          <VideoPlayer media={media} alt={alt} />
        ) : (
          <>
            <Picture
              src={media.previewUrl}
              {...(cover && { thumbhash: media.thumbhash })}
              alt={alt}
              eager
            />
            {full && active && <Sharp src={media.url} />}
          </>
        )}
      </div>
    </>
  );
}

/** The original over its preview, shown once it is loaded. */
function Sharp({ src }: { src: string }) {
  const [ready, setReady] = useState(false);
  return (
    <img
      className={cx('pic', !ready && 'wait')}
      src={src}
      alt=""
      draggable={false}
      onLoad={() => setReady(true)}
    />
  );
}
