import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { FailedView, type RetryProps } from './FailedView.tsx';
import { PendingView } from './PendingView.tsx';
import { SuccessView } from './SuccessView.tsx';
import type { Stage } from './stages.ts';
import type { Checkout } from './useCheckout.ts';

interface CheckoutSheetProps extends RetryProps {
  checkout: Checkout;
  title: string;
  aside?: ReactNode;
  /** The choice itself, with its MainButton. */
  children: ReactNode;
}

/** One sheet for the choice and the outcome; only its content changes. */
export function CheckoutSheet({ checkout, title, aside, children, ...rest }: CheckoutSheetProps) {
  const t = useText('topup');
  const { stage } = checkout;
  const titles: Record<Stage['name'], string> = {
    choosing: title,
    pending:
      stage.name === 'pending' && stage.payment.provider === 'stars'
        ? t('pending.telegram')
        : t('pending.bank'),
    succeeded: t('success.title'),
    failed: t('failed.title'),
  };
  return (
    <Sheet
      title={titles[stage.name]}
      aside={stage.name === 'choosing' ? aside : undefined}
      headless={stage.name === 'succeeded'}
      mainButton
    >
      <div key={stage.name} className={stage.name === 'choosing' ? undefined : 'checkout-stage'}>
        <StageView checkout={checkout} {...rest}>
          {children}
        </StageView>
      </div>
    </Sheet>
  );
}

function StageView({
  checkout,
  children,
  ...rest
}: Omit<CheckoutSheetProps, 'title' | 'aside'>): ReactNode {
  const { stage } = checkout;
  switch (stage.name) {
    case 'choosing':
      return children;
    case 'pending':
      return <PendingView stage={stage} checkout={checkout} />;
    case 'succeeded':
      return <SuccessView stage={stage} />;
    case 'failed':
      return <FailedView stage={stage} busy={checkout.busy} error={checkout.error} {...rest} />;
  }
}
