-- Paid as long as one of its charges is kept, refunded when all are given back.
select 'payment ' || p.id,
  'status ' || p.status || ', charges ' || count(c.charge_id)
    || ', kept ' || count(c.charge_id) filter (where c.status <> 'refunded')
from payments p
left join payment_charges c on c.user_id = p.user_id and c.payment_id = p.id
group by p.user_id, p.id
having case
  when count(c.charge_id) filter (where c.status <> 'refunded') > 0 then p.status <> 'succeeded'
  when count(c.charge_id) > 0 then p.status <> 'refunded'
  else p.status in ('succeeded', 'refunded')
end
