import { operationCodes } from '../../../shared/catalog/operations.ts';
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { shownKind } from './movementLook.ts';

/** The outcome of a work whose price was refunded. */
export type Outcome = 'cancelled' | 'failed';

/** The title and the subtitle of a movement. */
export function useMovementText() {
  const t = useText('wallet');
  const tPayments = useText('payments');
  const f = useFormat();
  const operationOf = (code: string) => {
    const known = operationCodes.find((one) => one === code);
    return known ? t(`operations.${known}`) : t('kinds.generation_charge');
  };
  const reason = (item: HistoryItem, outcome: Outcome | null): string => {
    const { kind, subject } = item;
    if (subject?.type === 'generation') {
      if (kind === 'generation_refund') {
        const operation = operationOf(subject.operation).toLocaleLowerCase(f.language);
        return outcome ? t(`returns.${outcome}`, { operation }) : t('returns.plain', { operation });
      }
      return [operationOf(subject.operation), subject.modelName].filter(Boolean).join(' · ');
    }
    const known = shownKind(kind);
    switch (known) {
      case null:
        return t('kinds.other');
      case 'free_grant':
        return t(
          item.asset === 'free_trainings'
            ? 'kinds.free_grant.free_trainings'
            : 'kinds.free_grant.free_operations',
        );
      default:
        return t(`kinds.${known}`);
    }
  };
  const about = ({ kind, subject, description }: HistoryItem): string => {
    switch (subject?.type) {
      case 'generation':
        return kind === 'generation_refund' ? subject.modelName : subject.prompt;
      case 'payment':
        return [tPayments(`methods.${subject.method}`), subject.promoCode]
          .filter(Boolean)
          .join(', ');
      case 'promo':
        return subject.code;
      default:
        return kind === 'admin_adjustment' || kind.startsWith('webinar') ? description : '';
    }
  };
  return {
    reason,
    details: (item: HistoryItem) =>
      [f.time(item.createdAt), about(item)].filter(Boolean).join(' · '),
    /** The noun of another asset than coins, for so many of it. */
    unit: ({ asset }: HistoryItem, count: number): string => {
      switch (asset) {
        case 'free_operations':
          return f.noun(count, 'operation');
        case 'credits':
          return f.noun(count, 'credit');
        case 'free_trainings':
          return t('training', { count });
        default:
          return 'XP';
      }
    },
  };
}
