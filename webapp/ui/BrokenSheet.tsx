import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { useText } from '../i18n/useText.ts';
import { Button } from './Button.tsx';
import { type BrokenProps, useFailureWords } from './ErrorBoundary.tsx';
import { Sheet } from './Sheet.tsx';

/** A sheet that broke, over the page that it came from. */
export function BrokenSheet({ what, onRetry }: BrokenProps) {
  const t = useText();
  const { title, text } = useFailureWords(what);
  return (
    <Sheet title={title}>
      <p className="t2 broken-sheet">{text}</p>
      <Button icon={RotateCcw} onClick={onRetry}>
        {t('actions.tryAgain')}
      </Button>
    </Sheet>
  );
}
