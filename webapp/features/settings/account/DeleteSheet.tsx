import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorSentence } from '../../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { endDeleted } from '../../../api/session.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useOwnText } from '../../../i18n/useText.ts';
import { notify } from '../../../telegram/haptics.ts';
import { MainAction } from '../../../ui/BottomActions.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Note } from '../../../ui/Note.tsx';
import { confirm } from '../../../ui/popup.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { toast } from '../../../ui/toasts.ts';
import { en, ru } from './texts.ts';

/** What is lost with the account; Telegram's own dialog asks before it is deleted. */
export function DeleteSheet() {
  const t = useOwnText({ en, ru });
  const f = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const [step, setStep] = useState<'asking' | 'deleting'>('asking');
  const asked = useQuery({
    ...trpc.account.deletion.queryOptions(),
    staleTime: 0,
    gcTime: 0,
    enabled: step === 'asking',
  });
  const lost = asked.data;
  const remove = async (confirmation: string) => {
    const sure = await confirm({
      title: t('sure'),
      message: t('sureText'),
      confirm: t('confirm'),
      cancel: t('cancel'),
      destructive: true,
    });
    if (!sure) {
      return;
    }
    setStep('deleting');
    try {
      await client.account.delete.mutate({ confirmation });
      notify('success');
      endDeleted(cache);
    } catch (error) {
      notify('error');
      setStep('asking');
      toast(errorSentence(error), { kind: 'error' });
    }
  };
  return (
    <Sheet title={t('sheet')} mainButton>
      {asked.isPending && <RowsSkeleton rows={5} />}
      {asked.error && <QueryError error={asked.error} onRetry={() => void asked.refetch()} />}
      {lost && (
        <div className="stack">
          <h3 className="h3">{t('lost')}</h3>
          <Facts
            items={[
              { name: t('coins'), value: f.coins(lost.coins) },
              ...(lost.credits > 0 ? [{ name: t('credits'), value: f.amount(lost.credits) }] : []),
              { name: t('freeOperations'), value: f.amount(lost.freeOperations) },
              { name: t('works'), value: f.amount(lost.works) },
              {
                name: t('level'),
                value: t('levelValue', { level: lost.level, badges: lost.badges }),
              },
              ...(lost.plan
                ? [
                    {
                      name: t('plan'),
                      value: lost.plan.renews
                        ? t('planRenews')
                        : t('planValue', { date: f.date(lost.plan.endsAt ?? new Date()) }),
                    },
                  ]
                : []),
              ...(lost.running > 0 ? [{ name: t('running'), value: f.amount(lost.running) }] : []),
              ...(lost.openPayments > 0
                ? [{ name: t('openPayments'), value: f.amount(lost.openPayments) }]
                : []),
            ]}
          />
          <p className="sub">{t('stays')}</p>
          <Note kind="neutral">{t('refundFirst')}</Note>
        </div>
      )}
      <MainAction
        text={t('next')}
        danger
        enabled={lost !== undefined}
        progress={step === 'deleting'}
        onClick={() => lost && void remove(lost.confirmation)}
      />
    </Sheet>
  );
}
