import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useText } from '../i18n/useText.ts';
import { setBars } from '../telegram/bars.ts';
import { LayerContext, setTopLayer } from '../telegram/bottomButtons.ts';
import { impact } from '../telegram/haptics.ts';
import { Button } from '../ui/Button.tsx';
import { type BrokenProps, ErrorBoundary, useFailureText } from '../ui/ErrorBoundary.tsx';
import {
  closeSheetOf,
  propsOfSheet,
  type SheetEntry,
  useSheets,
} from '../ui/navigation/history.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { sheets } from './sheets.tsx';
import '../ui/sheet.css';
import { SheetPlaceContext } from '../ui/sheetPlace.ts';

const LEAVE_MS = 220;

/** Renders the sheets that the history names, and the one that is closing. */
export function SheetHost() {
  const open = useSheets();
  const [shown, setShown] = useState<readonly SheetEntry[]>(open);
  const leaving = shown.filter((one) => !open.some(({ id }) => id === one.id));
  const all = [...open, ...leaving];

  // The end of a session closes the sheets with the page: its screen has the buttons then, and scrolls.
  useEffect(
    () => () => {
      setTopLayer(0);
      setBars({ bottom: 'bar' });
      document.body.style.overflow = '';
    },
    [],
  );
  useEffect(() => {
    setTopLayer(open.length);
    setBars({ bottom: open.length > 0 ? 'page' : 'bar' });
    document.body.style.overflow = open.length > 0 ? 'hidden' : '';
    setShown((before) => {
      const arrived = open.some(({ id }) => !before.some((one) => one.id === id));
      if (arrived) {
        impact('soft');
      }
      return [...open, ...before.filter((one) => !open.some(({ id }) => id === one.id))];
    });
    const timer = setTimeout(() => setShown(open), LEAVE_MS);
    return () => clearTimeout(timer);
  }, [open]);

  return all.map((entry) => {
    const at = open.findIndex(({ id }) => id === entry.id);
    return (
      <LayerContext key={entry.id} value={at < 0 ? -1 : at + 1}>
        <SheetPlaceContext
          value={{
            close: () => void closeSheetOf(entry.id),
            covered: at >= 0 && at < open.length - 1,
            leaving: at < 0,
          }}
        >
          <div className="layer">
            <ErrorBoundary resetKey={entry.name} broken={BrokenSheet}>
              <Suspense fallback={<div className="scrim" />}>{draw(entry)}</Suspense>
            </ErrorBoundary>
          </div>
        </SheetPlaceContext>
      </LayerContext>
    );
  });
}

function draw(entry: SheetEntry): ReactNode {
  const props = propsOfSheet(entry.id);
  const Found = (sheets as Record<string, React.ComponentType<object>>)[entry.name];
  return Found && props ? <Found {...props} /> : null;
}

/** A sheet that failed to render, over the page that opened it. */
function BrokenSheet({ what, onRetry }: BrokenProps) {
  const t = useText();
  const { title, text } = useFailureText(what);
  return (
    <Sheet title={title}>
      <p className="t2 broken-sheet">{text}</p>
      <Button icon={RotateCcw} onClick={onRetry}>
        {t('actions.tryAgain')}
      </Button>
    </Sheet>
  );
}
