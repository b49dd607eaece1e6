-- What is taken back is exactly what was given: as much as was there, and the rest as a shortfall. Parts of
-- one charge are added up; until all of it is given back they may be less, never more.
select 'user ' || back.user_id || ' ' || back.kind || ' ' || back.reference,
  'given ' || coalesce(given.amount, 0) || ', taken back ' || back.total
from (
  select user_id, asset, kind, reference, sum(part) as total from (
    select back.user_id, back.asset, back.kind, back.part,
      coalesce(r.provider || ':' || r.charge_id, back.reference) as reference
    from (
      select user_id, asset, kind, reference, -amount as part from ledger_entries
      where right(kind, 9) = '_reversal'
      union all
      select user_id, asset, kind, reference, missing from ledger_shortfalls
      where right(kind, 9) = '_reversal'
    ) back
    left join payment_refunds r on back.kind = 'topup_reversal' and r.user_id = back.user_id
      and back.reference = r.provider || ':' || r.charge_id || ':' || r.up_to
  ) parts
  group by user_id, asset, kind, reference
) back
left join ledger_entries given on given.user_id = back.user_id and given.asset = back.asset
  and given.kind = left(back.kind, -9) and given.reference = back.reference
left join payment_charges kept on back.kind = 'topup_reversal' and kept.user_id = back.user_id
  and kept.status <> 'refunded' and kept.refunded_amount > 0
  and kept.provider || ':' || kept.charge_id = back.reference
where coalesce(given.amount, 0) <> back.total
  and (kept.charge_id is null or back.total > coalesce(given.amount, 0))
