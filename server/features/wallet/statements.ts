import type { PaidMethod } from '../../../shared/schemas/payments.ts';
import { sql } from '../../db/statement.ts';

export interface SubjectRow {
  type: 'generation' | 'payment' | 'promo';
  /** The ledger's reference to it. */
  key: string;
  id: string;
  operation: string | null;
  model_name: string | null;
  prompt: string | null;
  provider: string | null;
  method: PaidMethod | null;
  promo_code: string | null;
}

// Raw SQL: three kinds of subjects in one round trip, whatever a page is about. The subjects of a page of the
// history; only the person's own.
/** What a page of the history was about, in one go; of the person's own things only. */
export const readSubjects = sql<SubjectRow>(`
  select 'generation' as type, g.id::text as key, g.id::text as id, g.operation, m.name as model_name,
    g.prompt, null as provider, null as method, null as promo_code
  from generations g join models m on m.code = g.model
  where g.user_id = $1::bigint and g.id = any($2::uuid[])
  union all
  select 'payment', c.provider || ':' || c.charge_id, c.payment_id::text, null, null, null, c.provider,
    p.method, p.promo_code
  from unnest($3::text[], $4::text[]) as asked(provider, charge_id)
  join payment_charges c using (provider, charge_id)
  join payments p on p.user_id = c.user_id and p.id = c.payment_id
  where c.user_id = $1
  union all
  select 'promo', p.id::text, p.code, null, null, null, null, null, null
  from promo_codes p where p.id = any($5::bigint[])
`);
