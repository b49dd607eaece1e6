import { type PointerEvent, useRef } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { Picture } from '../../components/Picture.tsx';
import { Shot } from '../../components/Shot.tsx';
import { useText } from '../../strings/useText.ts';

const HOLD_MS = 450;
/** A finger that moved further is scrolling. */
const STILL_PX = 10;

export interface WorkShotProps {
  media: Media;
  isNew: boolean;
  selected: boolean | undefined;
  onOpen: () => void;
  onLongPress: () => void;
}

/** A work in the grid; a long press chooses it (webviews on iPhones have no context menu event). */
export function WorkShot({ media, isNew, selected, onOpen, onLongPress }: WorkShotProps) {
  const t = useText('create');
  const { handlers, wasHeld } = useHold(onLongPress);
  const text = media.prompt || t(`operations.${media.operation}`);
  return (
    <div className="work-shot" {...handlers}>
      <Shot
        picture={<Picture src={media.thumbUrl} thumbhash={media.thumbhash} alt={text} />}
        durationMs={media.durationMs}
        favourite={media.favourite}
        isNew={isNew}
        selected={selected}
        onClick={() => {
          if (!wasHeld()) {
            onOpen();
          }
        }}
        onLongPress={() => {
          if (!wasHeld()) {
            onLongPress();
          }
        }}
      />
    </div>
  );
}

/** A finger that stays for a while. `wasHeld` tells the click after it that it is no click. */
function useHold(onHold: () => void) {
  const hold = useRef<{ x: number; y: number; timer: number; done: boolean } | null>(null);
  const stop = () => {
    if (hold.current) {
      clearTimeout(hold.current.timer);
    }
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      stop();
      hold.current = null;
      if (event.pointerType !== 'mouse' && event.isPrimary) {
        const timer = window.setTimeout(() => {
          if (hold.current) {
            hold.current.done = true;
            onHold();
          }
        }, HOLD_MS);
        hold.current = { x: event.clientX, y: event.clientY, timer, done: false };
      }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = hold.current;
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) {
        stop();
      }
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
  return { handlers, wasHeld: () => hold.current?.done ?? false };
}
