import { useQuery } from '@tanstack/react-query';
import BellRing from 'lucide-react/icons/bell-ring';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import Undo2 from 'lucide-react/icons/undo-2';
import UserRound from 'lucide-react/icons/user-round';
import type { AdminPayment, PaymentDetails } from '../../../../shared/schemas/adminPayments.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { CopiedId } from '../CopiedId.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useCanEdit } from '../rights.ts';
import { openPerson, showSection } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { isRefunding, REFUND_POLL_MS, refundable } from './charges.ts';
import { Status, useMethodName } from './PaymentParts.tsx';
import { Timeline } from './Timeline.tsx';
import { usePaymentText } from './texts.ts';

/** One payment: its data, its history, and possible actions. */
export function PaymentStory({ payment, onDone }: { payment: AdminPayment; onDone: () => void }) {
  const t = usePaymentText();
  const trpc = useTRPC();
  const details = useQuery(
    trpc.admin.payment.queryOptions(
      { paymentId: payment.id },
      {
        staleTime: 0,
        refetchInterval: ({ state }) =>
          state.data !== undefined && isRefunding(state.data.payment) && REFUND_POLL_MS,
      },
    ),
  );
  const { data } = details;
  return (
    <div className="stack admin-form">
      <Summary payment={data?.payment ?? payment} providerId={data?.providerPaymentId ?? null} />
      <section className="stack" aria-label={t('story')}>
        <h3 className="sub-m">{t('story')}</h3>
        {data ? (
          <Timeline entries={data.timeline} currency={payment.currency} />
        ) : details.error ? (
          <QueryError error={details.error} onRetry={() => void details.refetch()} />
        ) : (
          <Skeleton height={160} radius={16} />
        )}
      </section>
      <Acts payment={data?.payment ?? payment} details={data} onDone={onDone} />
    </div>
  );
}

function Summary({ payment, providerId }: { payment: AdminPayment; providerId: string | null }) {
  const t = usePaymentText();
  const f = useFormat();
  const methodName = useMethodName();
  const returned = payment.charges.reduce((sum, charge) => sum + charge.returned, 0);
  return (
    <>
      <div className="flex g8 admin-story-head">
        <b className="h3 num">{f.money(payment.amount, payment.currency)}</b>
        <Status payment={payment} />
      </div>
      <Facts
        items={[
          { name: t('order'), value: <LongId id={payment.id} /> },
          ...(providerId === null
            ? []
            : [
                {
                  name: t('providerId'),
                  value: <LongId id={providerId} />,
                },
              ]),
          { name: t('method'), value: methodName(payment) },
          ...(returned > 0
            ? [{ name: t('returned'), value: f.money(returned, payment.currency) }]
            : []),
        ]}
      />
    </>
  );
}

function LongId({ id }: { id: string }) {
  return (
    <CopiedId id={id}>
      <span className="mono admin-key">{id}</span>
    </CopiedId>
  );
}

interface ActsProps {
  payment: AdminPayment;
  details: PaymentDetails | undefined;
  onDone: () => void;
}

function Acts({ payment, details, onDone }: ActsProps) {
  const t = usePaymentText();
  const words = useAdminText();
  const client = useTRPCClient();
  const canEdit = useCanEdit();
  const desktop = useDesktop();
  const openForm = useSheet('admin');
  const { act, busy } = useAdminAction();
  const hasAlert = details?.timeline.some(({ kind }) => kind === 'alert');
  const check = () =>
    act({
      input: { paymentId: payment.id },
      send: client.admin.checkPayment.mutate,
      done: t('checked'),
      onDone: () => {},
    });
  return (
    <div className="flex g8 admin-story-acts">
      {canEdit && (
        <Button kind="gray" size="sm" icon={RefreshCw} busy={busy} onClick={() => void check()}>
          {t('check')}
        </Button>
      )}
      {canEdit && refundable(payment).length > 0 && (
        <Button
          kind="bad"
          size="sm"
          icon={Undo2}
          onClick={() => openForm({ form: 'refund', payment })}
        >
          {words('payments.refund')}
        </Button>
      )}
      {hasAlert && (
        <Button
          kind="gray"
          size="sm"
          icon={BellRing}
          onClick={() => {
            onDone();
            showSection('alerts');
          }}
        >
          {t('toAlert')}
        </Button>
      )}
      <Button
        kind="gray"
        size="sm"
        icon={UserRound}
        onClick={() => {
          onDone();
          openPerson(payment.userId, desktop);
        }}
      >
        {t('person')}
      </Button>
    </div>
  );
}
