-- Every credited charge has its one top-up.
select c.provider || ' charge ' || c.charge_id,
  'coins ' || c.coins || ', top-ups ' || count(e.id) || ' sum ' || coalesce(sum(e.amount), 0)
from payment_charges c
left join ledger_entries e on e.user_id = c.user_id and e.asset = 'coins'
  and e.kind = 'topup' and e.reference = c.provider || ':' || c.charge_id
group by c.provider, c.charge_id
having count(e.id) <> (c.coins > 0)::int or coalesce(sum(e.amount), 0) <> c.coins
