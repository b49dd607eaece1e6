import { useState } from 'react';
import type { PaymentQuote } from '../../../shared/schemas/payments.ts';
import { errorSentence } from '../../api/appError.ts';
import { useOnline } from '../../api/online.ts';
import { useCancelText } from '../../domain/coins/cancelMessages.ts';
import { nextBestMethod, type PayMethod } from '../../domain/coins/methods.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Note } from '../../ui/Note.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { KEPT_MINUTES } from './appliedPromo.ts';
import { MethodChoice } from './MethodChoice.tsx';
import type { Stage } from './stages.ts';

export interface RetryProps {
  /** What can be tried after a failure. */
  methods: readonly PayMethod[];
  quoteOf: (provider: PayMethod['provider']) => PaymentQuote | undefined;
  onRetry: (method: PayMethod) => void;
  /** The code that stays applied after a failure. */
  promoCode?: string | null;
}

interface FailedViewProps extends RetryProps {
  stage: Extract<Stage, { name: 'failed' }>;
  busy: boolean;
  error: unknown;
}

/** Why it failed, what happened to the money, and the next best way to pay. */
export function FailedView(props: FailedViewProps) {
  const { stage, methods, quoteOf, onRetry, promoCode, busy, error } = props;
  const t = useText('topup');
  const f = useFormat();
  const online = useOnline();
  const [chosen, setMethod] = useState<PayMethod | null>(null);
  const method = chosen ?? nextBestMethod(methods, stage.method);
  const stars = methods.find(({ provider }) => provider === 'stars');
  const needsStars = stage.reason === 'noStars' && stars !== undefined;
  const { payment, reason } = stage;
  const why = useCancelText()(payment);
  return (
    <div className="stack">
      <Note kind="bad">
        {error ? errorSentence(error) : (why.sentence ?? t(`failed.reasons.${reason}`))}
      </Note>
      <Card>
        <Steps
          steps={[
            {
              text: t('pending.created'),
              value: f.money(payment.amount, payment.currency),
              state: 'done',
            },
            {
              text: why.step ?? t(`failed.steps.${reason}`),
              value: f.time(stage.at),
              state: 'bad',
            },
          ]}
        />
      </Card>
      {needsStars && method !== stars && (
        <Button kind="soft" wide disabled={!online || busy} onClick={() => onRetry(stars)}>
          {t('failed.getStars')}
        </Button>
      )}
      <MethodChoice
        methods={methods}
        value={method}
        onChange={setMethod}
        quoteOf={quoteOf}
        failed={stage.method}
      />
      {promoCode && (
        <p className="checkout-foot">
          {t('failed.promo', { code: promoCode, time: f.duration(KEPT_MINUTES * 60) })}
        </p>
      )}
      <MainAction
        text={
          needsStars && method === stars
            ? t('failed.getStars')
            : t(`failed.retry.${method?.method ?? 'stars'}`)
        }
        onClick={() => method && onRetry(method)}
        enabled={online && method !== undefined}
        progress={busy}
      />
    </div>
  );
}
