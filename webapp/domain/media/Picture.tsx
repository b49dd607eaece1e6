import { useEffect, useState } from 'react';
import { thumbHashToDataURL } from 'thumbhash';

export interface PictureProps {
  /** Signed address. */
  src: string;
  /** Base64; drawn until the picture has come. */
  thumbhash?: string | undefined;
  /** The prompt; empty for decoration. */
  alt: string;
  /** Loaded at once instead of when it comes near. */
  eager?: boolean;
  /** In sight when the screen opens: at once, and before anything else. */
  urgent?: boolean;
  onError?: () => void;
}

/** A picture that fills its box; fades in over its blurred self. */
export function Picture({ src, thumbhash, alt, eager, urgent, onError }: PictureProps) {
  const [ready, setReady] = useState(false);
  const isBlurred = useBlurWanted(urgent === true, ready);
  const blur = thumbhash && isBlurred ? blurOf(thumbhash) : null;
  return (
    <>
      {blur && <img className="pic" src={blur} alt="" aria-hidden="true" />}
      <img
        className={ready ? 'pic ready' : 'pic wait'}
        src={src}
        alt={alt}
        loading={eager || urgent ? 'eager' : 'lazy'}
        fetchPriority={urgent ? 'high' : 'auto'}
        decoding="async"
        draggable={false}
        onLoad={() => setReady(true)}
        onError={onError}
      />
    </>
  );
}

/** One that is in sight at once has mostly come by then, milliseconds. */
const BLUR_URGENT_AFTER_MS = 150;

/** Making a blur takes a phone tens of milliseconds: not while the first screen is drawn. */
function useBlurWanted(urgent: boolean, ready: boolean): boolean {
  const [isWanted, setWanted] = useState(!urgent);
  useEffect(() => {
    if (!isWanted && !ready) {
      const timer = setTimeout(() => setWanted(true), BLUR_URGENT_AFTER_MS);
      return () => clearTimeout(timer);
    }
  }, [isWanted, ready]);
  return isWanted;
}

/** Each is a data address of a few kilobytes: enough for what is on the screen and near it. */
const MAX_BLURS = 300;
/** The first one in has been unused the longest. */
const blurs = new Map<string, string>();

function blurOf(thumbhash: string): string | null {
  const known = blurs.get(thumbhash);
  if (known) {
    blurs.delete(thumbhash);
    blurs.set(thumbhash, known);
    return known;
  }
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (char) => char.charCodeAt(0));
    const url = thumbHashToDataURL(bytes);
    blurs.set(thumbhash, url);
    for (const oldest of blurs.keys()) {
      if (blurs.size <= MAX_BLURS) {
        break;
      }
      blurs.delete(oldest);
    }
    return url;
  } catch {
    return null;
  }
}
