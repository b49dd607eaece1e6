import type { AdminActionName } from '../../../shared/closedSets.ts';
import { sql } from '../../db/statement.ts';

// Raw SQL: whom an entry is about stands in its text, which no association can follow.
/** $1 what it was done to, $2 the last id of the page before, $3 how many. */
export const listActions = sql<{
  id: number;
  admin_user_id: number;
  first_name: string;
  last_name: string | null;
  action: AdminActionName;
  target: string;
  before: unknown;
  after: unknown;
  reason: string;
  created_at: Date;
  target_first_name: string | null;
  target_last_name: string | null;
}>(`
  select a.id, a.admin_user_id, u.first_name, u.last_name, a.action, a.target, a.before, a.after,
    a.reason, a.created_at, t.first_name as target_first_name, t.last_name as target_last_name
  from admin_actions a
  join users u on u.id = a.admin_user_id
  left join users t on t.id = case
    when a.target ~ '^user:[0-9]{1,15}$' then substr(a.target, 6)::bigint
    when a.target like 'charge:%' then (select c.user_id from payment_charges c
      where c.provider = split_part(a.target, ':', 2)
        and c.charge_id = substr(a.target, length('charge:' || c.provider || ':') + 1))
  end
  where ($1::text is null or a.target = $1) and a.id < coalesce($2::bigint, 9223372036854775807)
  order by a.id desc limit $3::int
`);
