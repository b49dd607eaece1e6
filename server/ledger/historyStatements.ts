import { sql } from '../db/statement.ts';
import type { EntryRow } from './statements.ts';

type DayRow = EntryRow & { day: string };

/** The position after which a page starts; an unknown entry means the beginning. */
const place = `(
  select coalesce(max(created_at), 'infinity'), coalesce(max(id), 9223372036854775807)
  from ledger_entries where id = $2::bigint and user_id = $1::bigint
)`;

const day = `to_char(created_at at time zone $4::text, 'YYYY-MM-DD') as day`;

// Raw SQL: the history's page; stays flat at any length, with the local day of each entry.
export const readAll = sql<DayRow>(`
  select *, ${day} from ledger_entries
  where user_id = $1 and asset <> 'xp' and (created_at, id) < ${place}
  order by created_at desc, id desc limit $3::integer
`);

// Raw SQL: a lateral join along one index for each kind.
/** Takes a page of each kind from its own index and merges them, so rare kinds cost no long search. */
export const readKinds = sql<DayRow>(`
  select entry.*, ${day.replace('created_at', 'entry.created_at')}
  from unnest($5::text[]) as asked(kind)
  cross join lateral (
    select * from ledger_entries
    where user_id = $1 and kind = asked.kind and asset <> 'xp' and (created_at, id) < ${place}
    order by created_at desc, id desc limit $3::integer
  ) entry
  order by entry.created_at desc, entry.id desc limit $3
`);

// Raw SQL: statistics; sums by local days.
export const sumCoinsByDay = sql<{ day: string; total: number }>(`
  select to_char(created_at at time zone $3::text, 'YYYY-MM-DD') as day, sum(amount)::bigint as total
  from ledger_entries
  where user_id = $1::bigint and asset = 'coins' and ($2::text[] is null or kind = any($2))
    and created_at >= $4::date::timestamp at time zone $3
    and created_at < ($5::date + 1)::timestamp at time zone $3
  group by day order by day desc
`);

// Raw SQL: joins an entry with those of the same transaction.
export const readSettled = sql<{ balance: number }>(`
  select later.balance_after as balance
  from ledger_entries entry
  join ledger_entries later using (user_id, asset, event_at)
  where entry.user_id = $1::bigint and entry.id = $2::bigint and later.wallet_version >= entry.wallet_version
  order by later.wallet_version desc limit 1
`);
