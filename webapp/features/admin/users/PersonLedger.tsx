import type { HistoryItem } from '../../../../shared/schemas/wallet.ts';
import { LedgerRow } from '../../../domain/coins/LedgerRow.tsx';
import { movementLook } from '../../../domain/coins/movementLook.ts';
import { useMovementText } from '../../../domain/coins/movementMessages.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Rows } from '../../../ui/Row.tsx';
import { useAdminText } from '../texts/useAdminText.ts';

/** The last movements, each with the balance after it. */
export function PersonLedger({ items }: { items: readonly HistoryItem[] }) {
  const t = useAdminText();
  const f = useFormat();
  const words = useMovementText();
  if (items.length === 0) {
    return <p className="card p16 sub t2">{t('card.noLedger')}</p>;
  }
  const about = ({ kind, subject, description }: HistoryItem): string => {
    switch (subject?.type) {
      case 'generation':
        return subject.id.slice(0, 8);
      case 'payment':
        return t(`payments.methods.${subject.provider === 'stars' ? 'stars' : 'card'}`);
      case 'promo':
        return subject.code;
      default:
        return kind === 'admin_adjustment' ? description : '';
    }
  };
  return (
    <Rows label={t('card.ledger')}>
      {items.map((item) => {
        const look = movementLook(item);
        return (
          <LedgerRow
            key={item.id}
            icon={look.icon}
            kind={look.kind}
            isReturn={item.kind === 'generation_refund'}
            reason={words.reason(item, null)}
            details={[f.moment(item.createdAt), about(item)].filter(Boolean).join(' · ')}
            amount={item.amount}
            {...(item.asset !== 'coins' && { unit: (count: number) => words.unit(item, count) })}
            balanceAfter={item.balanceAfter}
          />
        );
      })}
    </Rows>
  );
}
