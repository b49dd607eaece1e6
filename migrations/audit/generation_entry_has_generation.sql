-- Charges and refunds of generations belong to a generation of that person.
select 'entry ' || e.id, e.kind || ' ' || e.reference
from ledger_entries e
where e.kind in ('generation_charge', 'generation_refund')
  and not exists (select from generations g where g.user_id = e.user_id and g.id::text = e.reference)
