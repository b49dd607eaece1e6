import { useMutation, useQueryClient } from '@tanstack/react-query';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import type { PlanState } from '../../../shared/schemas/me.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { confirm } from '../../ui/popup.ts';
import { toast } from '../../ui/toasts.ts';
import { PlanUsage } from './PlanUsage.tsx';

interface CurrentPlanProps {
  plan: PlanState;
  /** Chooses the same plan again; null where it renews, or can't be bought any more. */
  onResume: (() => void) | null;
}

/** The plan that runs, and how to end its renewal or begin it again. */
export function CurrentPlan({ plan, onResume }: CurrentPlanProps) {
  const t = useText('plans');
  const f = useFormat();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const online = useOnline();
  const ids = useRequestId();
  const { next } = plan;
  // Days of a promo code run before the subscription that has been bought after them.
  const lasts = next?.kind === plan.kind ? next.endsAt : plan.endsAt;
  const date = lasts ? f.date(lasts) : '';
  const cancel = useMutation(
    trpc.plans.cancel.mutationOptions({
      onSuccess: ({ current }) => {
        ids.renew();
        cache.setQueryData(trpc.plans.list.queryKey(), (list) => list && { ...list, current });
        void cache.invalidateQueries({ queryKey: trpc.me.get.queryKey() });
        void cache.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
        toast(t('manage.done'));
      },
    }),
  );
  const askToCancel = async () => {
    const sure = await confirm({
      title: t('manage.ask'),
      message: t('manage.text', { date }),
      confirm: t('manage.cancel'),
      cancel: t('manage.keep'),
      destructive: true,
    });
    if (sure) {
      cancel.mutate({ requestId: ids.forInput('cancel') });
    }
  };
  return (
    <>
      <PlanUsage plan={plan}>
        {!plan.renews && date && <p className="sub t2 plan-following">{t('manage.ended')}</p>}
      </PlanUsage>
      {plan.renews && (
        <Button
          kind="bad"
          wide
          busy={cancel.isPending}
          disabled={!online}
          onClick={() => void askToCancel()}
        >
          {t('manage.cancel')}
        </Button>
      )}
      {onResume && (
        <Button kind="soft" wide icon={RefreshCw} disabled={!online} onClick={onResume}>
          {t('manage.resume')}
        </Button>
      )}
      {cancel.error && <Note kind="bad">{errorSentence(cancel.error)}</Note>}
    </>
  );
}
