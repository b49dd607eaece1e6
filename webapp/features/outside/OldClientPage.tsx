import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useText } from '../../i18n/useText.ts';
import { openOutside } from '../../telegram/links.ts';
import { Button } from '../../ui/Button.tsx';
import { FullPageState } from '../../ui/FullPageState.tsx';

/** Telegram is too old; continuing is offered only when nothing vital is missing. */
export function OldClientPage({ onContinue }: { onContinue: (() => void) | null }) {
  const t = useText();
  return (
    <main className="app">
      <FullPageState icon={RefreshCw} title={t('old.title')} text={t('old.text')}>
        <Button onClick={() => openOutside('https://telegram.org/apps')}>{t('old.action')}</Button>
        {onContinue && (
          <Button kind="plain" onClick={onContinue}>
            {t('old.anyway')}
          </Button>
        )}
      </FullPageState>
    </main>
  );
}
