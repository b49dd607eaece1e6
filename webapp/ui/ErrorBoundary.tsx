import RotateCcw from 'lucide-react/icons/rotate-ccw';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Component, type ComponentType, type ErrorInfo, type ReactNode } from 'react';
import { lastContact } from '../api/useBotUsername.ts';
import { forgetFailedTexts } from '../i18n/later.ts';
import { useText } from '../i18n/useText.ts';
import { Button } from './Button.tsx';
import { ContactButton } from './ContactButton.tsx';
import { FullPageState } from './FullPageState.tsx';

export interface BrokenProps {
  what: Failure;
  onRetry: () => void;
}

/** It threw while rendering, or its code could not be loaded. */
type Failure = 'broken' | 'notLoaded';

/** What browsers say when a part of the app can't be fetched: Chromium, Safari, Firefox. */
const NOT_LOADED = /dynamically imported module|Importing a module script failed/i;

interface Props {
  /** A new value (the path) clears the failure. */
  resetKey: string;
  /** Shown instead of the children; a whole page by default. */
  broken?: ComponentType<BrokenProps>;
  children: ReactNode;
}

/**
 * Replaces a part that threw while rendering, or whose code could not be loaded, and offers to try again.
 * Browsers remember that a module failed to load, and the server may have a newer one by now: then the page
 * is reloaded, as it is after a second failure.
 */
export class ErrorBoundary extends Component<Props, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };
  #tries = 0;

  static getDerivedStateFromError(error: unknown): { failure: Failure } {
    return { failure: NOT_LOADED.test(String(error)) ? 'notLoaded' : 'broken' };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
    forgetFailedTexts();
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey) {
      this.#tries = 0;
      if (this.state.failure) {
        this.setState({ failure: null });
      }
    }
  }

  #retry = () => {
    this.#tries += 1;
    const isReload = this.state.failure === 'notLoaded' || this.#tries > 1;
    if (isReload && navigator.onLine) {
      location.reload();
    } else {
      this.setState({ failure: null });
    }
  };

  override render() {
    const { failure } = this.state;
    if (!failure) {
      return this.props.children;
    }
    const Broken = this.props.broken ?? BrokenPage;
    return <Broken what={failure} onRetry={this.#retry} />;
  }
}

/** The title and text for a failure. */
export function useFailureText(what: Failure): { title: string; text: string } {
  const t = useText();
  return what === 'broken'
    ? { title: t('error.title'), text: t('error.text') }
    : { title: t('error.notLoaded'), text: t('error.notLoadedText') };
}

function BrokenPage({ what, onRetry }: BrokenProps) {
  const t = useText();
  return (
    <FullPageState icon={TriangleAlert} {...useFailureText(what)}>
      <Button icon={RotateCcw} onClick={onRetry}>
        {t('actions.tryAgain')}
      </Button>
      <ContactButton contact={lastContact()} />
    </FullPageState>
  );
}
