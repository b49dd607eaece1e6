import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/client.ts';
import { Section } from '../../../ui/Card.tsx';
import { Note } from '../../../ui/Note.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { RowsSkeleton, Skeleton } from '../../../ui/Skeleton.tsx';
import { isRefunding, REFUND_POLL_MS } from '../payments/charges.ts';
import { PaymentRows } from '../payments/PaymentRows.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { PersonAbout } from './PersonAbout.tsx';
import { PersonAccount } from './PersonAccount.tsx';
import { PersonActions } from './PersonActions.tsx';
import { PersonBadges } from './PersonBadges.tsx';
import { PersonFigures } from './PersonFigures.tsx';
import { PersonHead } from './PersonHead.tsx';
import { PersonLedger } from './PersonLedger.tsx';
import { PersonNotes } from './PersonNotes.tsx';
import { PersonWorks } from './PersonWorks.tsx';
import { usePersonText } from './texts.ts';

/** One person: profile, balances, history, and an admin's actions. */
export function PersonCard({ userId }: { userId: number }) {
  const t = useAdminText();
  const people = usePersonText();
  const trpc = useTRPC();
  const {
    data: card,
    error,
    refetch,
  } = useQuery(
    trpc.admin.user.queryOptions(
      { userId },
      {
        refetchInterval: ({ state }) => state.data?.payments.some(isRefunding) && REFUND_POLL_MS,
      },
    ),
  );
  if (!card) {
    return error ? <QueryError error={error} onRetry={() => void refetch()} /> : <Waiting />;
  }
  return (
    <>
      <div className="stack" style={{ gap: 8 }}>
        <PersonHead card={card} />
        {card.user.blocked && (
          <Note kind="bad">{t('card.blocked', { reason: card.blockedReason ?? '' })}</Note>
        )}
        {card.erased && <Note>{people('erased')}</Note>}
        <PersonFigures card={card} />
        {!card.erased && <PersonActions card={card} />}
      </div>
      <div className="card-parts">
        <Section title={people('notes.title')}>
          <PersonNotes card={card} />
        </Section>
        <Section title={t('card.ledger')}>
          <PersonLedger items={card.ledger} />
        </Section>
        <Section title={t('card.payments')}>
          {card.payments.length > 0 ? (
            <PaymentRows payments={card.payments} ofOne />
          ) : (
            <p className="card p16 sub t2">{t('card.noPayments')}</p>
          )}
        </Section>
        <Section title={t('works.title')}>
          <PersonWorks card={card} />
        </Section>
        <Section title={people('badges.title')}>
          <PersonBadges card={card} />
        </Section>
        <Section title={t('card.about')}>
          <PersonAbout card={card} />
        </Section>
        {!card.erased && (
          <Section title={people('account')}>
            <PersonAccount card={card} />
          </Section>
        )}
      </div>
    </>
  );
}

/** Skeleton with the final geometry. */
function Waiting() {
  return (
    <div className="stack" style={{ gap: 8 }} aria-busy="true">
      <Skeleton height={92} radius={16} />
      <div className="grid2">
        {[0, 1, 2, 3].map((i) => (
          <Skeleton key={i} height={60} radius={16} />
        ))}
      </div>
      <Skeleton height={48} radius={12} />
      <RowsSkeleton rows={4} />
    </div>
  );
}
