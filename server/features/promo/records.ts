/** Promo codes as admins edit them: no limit below its uses, no end before its start. */
import type { FieldIssue, Values } from '../../../shared/records/fields.ts';
import type { Tx } from '../../db/database.ts';
import type { EditableRecord, EditableSource } from '../../db/editable/source.ts';
import { formsOf, normalizeCode } from './code.ts';
import { PromoCode, PromoUse } from './models.ts';

/** The most uses that one person has of a code. */
async function maxUsesOfOnePerson(tx: Tx, promoId: number): Promise<number> {
  const row = await tx.of(PromoUse).findOne({ where: { promoId }, order: [['nth', 'DESC']] });
  return row?.nth ?? 0;
}

async function checkLimits(
  tx: Tx,
  next: Values,
  before: EditableRecord | null,
): Promise<FieldIssue[]> {
  if (!before) {
    return [];
  }
  const taken = Number(before.facts.taken);
  if (next.maxUses !== null && next.maxUses !== undefined && Number(next.maxUses) < taken) {
    return [{ field: 'maxUses', problem: 'below_taken', limit: taken }];
  }
  const most = await maxUsesOfOnePerson(tx, Number(before.key));
  return Number(next.perUser) < most
    ? [{ field: 'perUser', problem: 'below_used', limit: most }]
    : [];
}

function checkWindow(next: Values, before: EditableRecord | null, now: Date): FieldIssue[] {
  const { startsAt, endsAt } = next;
  if (typeof endsAt !== 'string') {
    return [];
  }
  const end = Date.parse(endsAt);
  if (end <= now.getTime() && endsAt !== before?.values.endsAt) {
    return [{ field: 'endsAt', problem: 'in_past' }];
  }
  return typeof startsAt === 'string' && end <= Date.parse(startsAt)
    ? [{ field: 'endsAt', problem: 'ends_before_start' }]
    : [];
}

async function checkCode(tx: Tx, { code }: Values): Promise<FieldIssue[]> {
  const there = await tx.of(PromoCode).findOne({ where: { code: formsOf(String(code)) } });
  return there ? [{ field: 'code', problem: 'taken' }] : [];
}

export const promoRecords: EditableSource = {
  section: 'promo',
  model: PromoCode as never,
  key: 'id',
  parseKey: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : null),
  normalize: (values) =>
    typeof values.code === 'string' ? { ...values, code: normalizeCode(values.code) } : values,
  facts: ({ taken, createdAt }) => ({
    taken: Number(taken),
    createdAt: (createdAt as Date).toISOString(),
  }),
  check: async (tx, next, before, now) => [
    ...(before ? [] : await checkCode(tx, next)),
    ...(await checkLimits(tx, next, before)),
    ...checkWindow(next, before, now),
  ],
};
