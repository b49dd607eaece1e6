import X from 'lucide-react/icons/x';
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/useText.ts';
import { useNoVerticalSwipes } from '../telegram/behaviour.ts';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import './sheet.css';
import { useSheetPlace } from './sheetPlace.ts';
import { useFocusReturn } from './useFocusReturn.ts';
import { useSheetDrag } from './useSheetDrag.ts';

/** A press this soon after the sheet opened still belongs to the control that opened it, ms. */
const LATE_PRESS_MS = 350;

export interface SheetProps {
  title: string;
  /** Between the title and the cross: the balance. */
  aside?: ReactNode;
  /** Hides the header (success pages have their own). The title is still the name of the dialog. */
  headless?: boolean;
  /** White instead of the page colour. */
  surface?: boolean;
  /** The MainButton continues the sheet below: no safe area inside. */
  mainButton?: boolean;
  children: ReactNode;
}

/**
 * A bottom sheet. Render it as the root of a component of `app/sheets.tsx`; it is opened by
 * `useSheet(name)` and is a history entry.
 */
export function Sheet({ title, aside, headless, surface, mainButton, children }: SheetProps) {
  const t = useText();
  const place = useSheetPlace();
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const { handle, dragged } = useSheetDrag(panel, place.close);
  useNoVerticalSwipes();
  useFocusReturn(panel);
  const joinedAt = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    joinedAt.current = performance.now();
  }, []);
  const pressBeside = ({ timeStamp }: MouseEvent) => {
    if (timeStamp - joinedAt.current > LATE_PRESS_MS) {
      place.close();
    }
  };
  return (
    <div inert={place.covered || place.leaving}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape and the cross do the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape and the cross do the same */}
      <div className={cx('scrim', place.leaving && 'leave')} onClick={pressBeside} />
      <section
        ref={panel}
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        className={cx(
          'sheet',
          surface && 'surf',
          place.leaving && !dragged && 'leave',
          mainButton && 'has-main',
        )}
      >
        <div className="sheet-grab" {...handle}>
          {headless ? (
            <h2 id={id} className="vh">
              {title}
            </h2>
          ) : (
            <div className="sheet-h">
              <h2 id={id}>{title}</h2>
              {aside && <span className="sub t2">{aside}</span>}
              <IconButton icon={X} label={t('actions.close')} onClick={place.close} />
            </div>
          )}
        </div>
        <div className="sheet-b">{children}</div>
      </section>
    </div>
  );
}
