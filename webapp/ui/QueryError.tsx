import Compass from 'lucide-react/icons/compass';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { errorSentence, isNetworkError, toAppError } from '../api/appError.ts';
import { lastContact } from '../api/useBotUsername.ts';
import { useText } from '../i18n/useText.ts';
import { Button } from './Button.tsx';
import { ContactButton } from './ContactButton.tsx';
import { FullPageState } from './FullPageState.tsx';
import { Note } from './Note.tsx';
import { replace } from './navigation/history.ts';

export interface QueryErrorProps {
  error: unknown;
  onRetry: () => void;
  /** Fills the page instead of a note: for when nothing of the page can be shown. */
  page?: boolean;
}

/** Shown for data that could not be loaded, with a button to try again. */
export function QueryError({ error, onRetry, page }: QueryErrorProps) {
  const t = useText();
  // Nothing was being sent, so nothing is said about it.
  const unreached = isNetworkError(error);
  if (page) {
    const { code, requestId } = toAppError(error);
    if (code === 'NOT_FOUND' || code === 'BAD_REQUEST') {
      // Trying again would not help.
      return <NotFoundState />;
    }
    return (
      <FullPageState
        icon={TriangleAlert}
        title={t(unreached ? 'error.notLoaded' : 'error.title')}
        text={
          unreached
            ? t('error.notLoadedText')
            : code === 'INTERNAL'
              ? t('error.text')
              : errorSentence(error)
        }
        code={requestId}
      >
        <Button icon={RotateCcw} onClick={onRetry}>
          {t('actions.tryAgain')}
        </Button>
        <ContactButton contact={lastContact()} />
      </FullPageState>
    );
  }
  return (
    <Note
      kind="bad"
      action={
        <Button kind="gray" size="sm" icon={RotateCcw} onClick={onRetry}>
          {t('actions.retry')}
        </Button>
      }
    >
      {unreached ? `${t('error.notLoaded')}. ${t('error.notLoadedText')}` : errorSentence(error)}
    </Note>
  );
}

/** What the address names was deleted, belongs to somebody else, or never existed: offers another page. */
function NotFoundState() {
  const t = useText();
  return (
    <FullPageState icon={Compass} title={t('error.notFound')} text={t('error.notFoundText')}>
      <Button onClick={() => void replace('/')}>{t('actions.toHome')}</Button>
    </FullPageState>
  );
}
