-- What a generation cost was taken exactly once, from the payer it names.
select 'generation ' || g.id,
  'paid with ' || g.paid_with || ', charges ' || count(e.id) || ' sum ' || coalesce(sum(e.amount), 0)
from generations g
left join ledger_entries e
  on e.user_id = g.user_id and e.kind = 'generation_charge' and e.reference = g.id::text
group by g.user_id, g.id
having count(e.id) <> (g.paid_with in ('coins', 'credits', 'free_operations'))::int
  or (count(e.id) = 1 and (min(e.asset) <> g.paid_with
    or sum(e.amount) <> -(case g.paid_with when 'coins' then g.price else 1 end)))
