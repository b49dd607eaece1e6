/** What movements were about: the generation, the payment or the promo code behind an entry. */
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import type { Database } from '../../db/database.ts';
import type { HistoryEntry } from '../../ledger/index.ts';
import * as statements from './statements.ts';

type Subject = NonNullable<HistoryItem['subject']>;

interface Pointer {
  type: Subject['type'];
  key: string;
}

const UUID = /^[0-9a-f-]{36}$/;

/** Where an entry's reference points to; null when to nothing that is shown. */
function pointerOf({ kind, reference }: HistoryEntry): Pointer | null {
  switch (kind) {
    case 'generation_charge':
    case 'generation_refund':
      return UUID.test(reference) ? { type: 'generation', key: reference } : null;
    case 'topup':
    case 'topup_reversal':
    case 'plan_credits':
    case 'plan_credits_reversal':
      return { type: 'payment', key: reference };
    case 'shortfall_collection': {
      // <kind of the reversal>:<its reference>:<generation>
      const [, payment] =
        /^(?:topup|plan_credits)_reversal:(.+):[0-9a-f-]{36}$/.exec(reference) ?? [];
      return payment ? { type: 'payment', key: payment } : null;
    }
    case 'promo_bonus':
    case 'promo_bonus_reversal':
      return { type: 'promo', key: reference.split(':', 1)[0] ?? '' };
    case 'free_grant': {
      const [, promoId] = /^PROMOCODE:(\d+):/.exec(reference) ?? [];
      return promoId ? { type: 'promo', key: promoId } : null;
    }
    default:
      return null;
  }
}

function toSubject(row: statements.SubjectRow): Subject {
  switch (row.type) {
    case 'generation':
      return {
        type: 'generation',
        id: row.id,
        operation: row.operation ?? '',
        modelName: row.model_name ?? '',
        prompt: row.prompt ?? '',
      };
    case 'payment':
      return {
        type: 'payment',
        id: row.id,
        provider: row.provider ?? '',
        method: row.method ?? 'other',
        promoCode: row.promo_code,
      };
    case 'promo':
      return { type: 'promo', code: row.id };
  }
}

/** Finds the subjects of a page. @returns what tells the subject of each of its entries. */
export async function findSubjects(
  db: Database,
  userId: number,
  entries: readonly HistoryEntry[],
): Promise<(entry: HistoryEntry) => Subject | null> {
  const pointers = entries.map(pointerOf).filter((pointer) => pointer !== null);
  if (pointers.length === 0) {
    return () => null;
  }
  const keysOf = (type: Pointer['type']) => [
    ...new Set(pointers.filter((pointer) => pointer.type === type).map(({ key }) => key)),
  ];
  const charges = keysOf('payment').map((key) => key.split(/:(.*)/s));
  const rows = await db.query(statements.readSubjects, [
    userId,
    keysOf('generation'),
    charges.map(([provider]) => provider ?? ''),
    charges.map(([, chargeId]) => chargeId ?? ''),
    keysOf('promo'),
  ]);
  const subjects = new Map(rows.map((row) => [`${row.type} ${row.key}`, toSubject(row)]));
  return (entry) => {
    const pointer = pointerOf(entry);
    return (pointer && subjects.get(`${pointer.type} ${pointer.key}`)) ?? null;
  };
}
