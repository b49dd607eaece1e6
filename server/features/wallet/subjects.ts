/** Subjects of movements: the generation, the payment or the promo code behind an entry. */
import type { HistoryItem } from '../../../shared/schemas/wallet.ts';
import type { Database } from '../../db/database.ts';
import type { HistoryEntry, MovementKind } from '../../ledger/index.ts';
import * as statements from './statements.ts';

type Subject = NonNullable<HistoryItem['subject']>;

interface Pointer {
  type: Subject['type'];
  key: string;
}

const UUID = /^[0-9a-f-]{36}$/;

type PointerOf = (reference: string) => Pointer | null;

const nothing: PointerOf = () => null;
const generation: PointerOf = (reference) =>
  UUID.test(reference) ? { type: 'generation', key: reference } : null;
const payment: PointerOf = (reference) => ({ type: 'payment', key: reference });
/** A part of a charge says after its id how much has gone back. */
const returned: PointerOf = (reference) => payment(reference.replace(/^([^:]+:.+):\d+$/, '$1'));
const promo: PointerOf = (reference) => ({ type: 'promo', key: reference.split(':', 1)[0] ?? '' });

/** Where the references of each kind point to; null when to nothing that is shown. */
const pointers: Record<MovementKind, PointerOf> = {
  generation_charge: generation,
  generation_refund: generation,
  topup: payment,
  topup_reversal: returned,
  plan_credits: payment,
  plan_credits_reversal: payment,
  shortfall_collection(reference) {
    // <kind of the reversal>:<its reference>:<generation>
    const [, key] = /^(?:topup|plan_credits)_reversal:(.+):[0-9a-f-]{36}$/.exec(reference) ?? [];
    return key ? returned(key) : null;
  },
  promo_bonus: promo,
  promo_bonus_reversal: promo,
  free_grant(reference) {
    const [, key] = /^PROMOCODE:(\d+):/.exec(reference) ?? [];
    return key ? { type: 'promo', key } : null;
  },
  launch_reward: nothing,
  direction_reward: nothing,
  daily_reward: nothing,
  webinar_reward: nothing,
  webinar_reward_reversal: nothing,
  referral_bonus: nothing,
  referral_bonus_reversal: nothing,
  referral_share: nothing,
  referral_share_reversal: nothing,
  training_charge: nothing,
  xp_gain: nothing,
  badge_reward: nothing,
  level_reward: nothing,
  admin_adjustment: nothing,
};

/** A process of a newer version may have written a kind that this one does not know. */
function pointerOf({ kind, reference }: HistoryEntry): Pointer | null {
  return (pointers[kind] ?? nothing)(reference);
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

/**
 * Finds the subjects of a page.
 * @returns a function that gives the subject of each of its entries.
 */
export async function findSubjects(
  db: Database,
  userId: number,
  entries: readonly HistoryEntry[],
): Promise<(entry: HistoryEntry) => Subject | null> {
  const found = entries.map(pointerOf).filter((pointer) => pointer !== null);
  if (found.length === 0) {
    return () => null;
  }
  const keysOf = (type: Pointer['type']) => [
    ...new Set(found.filter((pointer) => pointer.type === type).map(({ key }) => key)),
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
