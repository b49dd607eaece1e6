-- Failed and cancelled work is given back once; finished work once where an admin did so; other work never.
select 'generation ' || g.id,
  'status ' || g.status || ', refunds ' || count(r.id)
from generations g
left join ledger_entries r
  on r.user_id = g.user_id and r.kind = 'generation_refund' and r.reference = g.id::text
left join ledger_entries c
  on c.user_id = g.user_id and c.kind = 'generation_charge' and c.reference = g.id::text
group by g.user_id, g.id
having count(r.id) <> (count(c.id) > 0 and (g.status in ('failed', 'cancelled')
    or g.status = 'succeeded' and g.id::text in (
      select after ->> 'generationId' from admin_actions where action = 'generation.refund')))::int
  or (count(r.id) = 1 and (min(r.asset) <> min(c.asset) or sum(r.amount) <> -sum(c.amount)))
