import RotateCcw from 'lucide-react/icons/rotate-ccw';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { forgetFailedTexts } from '../strings/later.ts';
import { useText } from '../strings/useText.ts';
import { Button } from './Button.tsx';
import { FullPageState } from './FullPageState.tsx';

interface Props {
  /** Another value (the path) starts anew. */
  resetKey: string;
  children: ReactNode;
}

/** A page that broke while drawing: says so, and offers to try again. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
    forgetFailedTexts();
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.resetKey !== this.props.resetKey) {
      this.setState({ failed: false });
    }
  }

  override render() {
    if (!this.state.failed) {
      return this.props.children;
    }
    return <Broken onRetry={() => this.setState({ failed: false })} />;
  }
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const t = useText();
  return (
    <FullPageState icon={TriangleAlert} title={t('error.title')} text={t('error.text')}>
      <Button icon={RotateCcw} onClick={onRetry}>
        {t('actions.tryAgain')}
      </Button>
    </FullPageState>
  );
}
