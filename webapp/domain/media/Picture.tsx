import { useCallback, useEffect, useState } from 'react';
import { optionalFilesCome } from '../../ui/optionalPart.ts';

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

/** One that comes after its blurred self was drawn fades in over it; an earlier one has nothing to fade from. */
type PictureState = 'awaited' | 'come' | 'there';
const classes = {
  awaited: 'pic wait',
  come: 'pic ready fade',
  there: 'pic ready',
} as const satisfies Record<PictureState, string>;

/** A picture that fills its box, and its blurred self until it has come. */
export function Picture({ src, thumbhash, alt, eager, urgent, onError }: PictureProps) {
  const [state, setState] = useState<PictureState>(() => (hasComeEarly(src) ? 'there' : 'awaited'));
  const blur = useBlur(thumbhash, state !== 'awaited');
  // One of the browser's cache is there at once.
  const look = useCallback((image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth > 0) {
      setState('there');
    }
  }, []);
  return (
    <>
      {blur && <img className="pic" src={blur} alt="" aria-hidden="true" />}
      <img
        ref={look}
        className={classes[state]}
        src={src}
        alt={alt}
        loading={eager || urgent ? 'eager' : 'lazy'}
        fetchPriority={urgent ? 'high' : 'auto'}
        decoding="async"
        draggable={false}
        onLoad={() => setState((now) => (now === 'awaited' ? (blur ? 'come' : 'there') : now))}
        onError={onError}
      />
    </>
  );
}

/** Known while it is rendered: a change when it is mounted would render all of them once more, in the same task. */
function hasComeEarly(src: string): boolean {
  const early = window.earlyPictures?.find((picture) => picture.getAttribute('src') === src);
  return early?.complete === true && early.naturalWidth > 0;
}

/** A picture has mostly come by then, milliseconds. */
const BLUR_AFTER_MS = 150;

/** Made after the screen is drawn, of pictures that have not come by then. */
function useBlur(thumbhash: string | undefined, ready: boolean): string | null {
  const [blur, setBlur] = useState<string | null>(null);
  useEffect(() => {
    if (!thumbhash || ready || blur) {
      return;
    }
    let isWanted = true;
    const make = async () => {
      await optionalFilesCome();
      const { blurOf } = await import('./blur.ts');
      const made = await blurOf(thumbhash, () => isWanted);
      if (isWanted) {
        setBlur(made);
      }
    };
    // Without it the picture's place is grey until it comes.
    const timer = setTimeout(() => void make().catch(() => undefined), BLUR_AFTER_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [thumbhash, ready, blur]);
  // A slide takes the hash away when it shows its picture whole.
  return thumbhash ? blur : null;
}
