import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { setBars } from '../telegram/bars.ts';
import { setTopLayer } from '../telegram/bottomButtons.ts';
import { impact } from '../telegram/haptics.ts';
import { LayerContext } from '../telegram/layers.ts';
import { BrokenSheet } from '../ui/BrokenSheet.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import {
  closeSheetOf,
  propsOfSheet,
  type SheetEntry,
  useSheets,
} from '../ui/navigation/history.ts';
import { sheets } from './sheets.tsx';
import '../ui/sheet.css';
import { SheetPlaceContext } from '../ui/sheetPlace.ts';

const LEAVE_MS = 220;

/** Draws the sheets that the history names, and the one that is leaving. */
export function SheetHost() {
  const open = useSheets();
  const [shown, setShown] = useState<readonly SheetEntry[]>(open);
  const leaving = shown.filter((one) => !open.some(({ id }) => id === one.id));
  const all = [...open, ...leaving];

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
