-- What is taken back is exactly what was given: as much as was there, and the rest as a shortfall.
select 'user ' || back.user_id || ' ' || back.kind || ' ' || back.reference,
  'given ' || coalesce(given.amount, 0) || ', taken back ' || back.total
from (
  select user_id, asset, kind, reference, sum(part) as total from (
    select user_id, asset, kind, reference, -amount as part from ledger_entries
    union all
    select user_id, asset, kind, reference, missing from ledger_shortfalls
  ) parts
  where right(kind, 9) = '_reversal'
  group by user_id, asset, kind, reference
) back
left join ledger_entries given on given.user_id = back.user_id and given.asset = back.asset
  and given.kind = left(back.kind, -9) and given.reference = back.reference
where coalesce(given.amount, 0) <> back.total
