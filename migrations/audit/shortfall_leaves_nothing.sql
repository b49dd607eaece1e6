-- Something is missing only when nothing was left.
select 'user ' || s.user_id || ' ' || s.kind || ' ' || s.reference,
  'missing ' || s.missing || ' of ' || s.requested || ', left ' || coalesce(e.balance_after, 0)
from ledger_shortfalls s
left join ledger_entries e on e.user_id = s.user_id and e.asset = s.asset and e.kind = s.kind
  and e.reference = s.reference
where coalesce(e.balance_after, 0) <> 0 or coalesce(-e.amount, 0) + s.missing <> s.requested
