-- What a code gave has a use of the code behind it. Bots that run elsewhere grant trainings for codes of
-- their own; their grants name the bot.
select 'entry ' || e.id, e.kind || ' ' || e.reference
from ledger_entries e
where (e.kind = 'promo_bonus' or (e.kind = 'free_grant' and e.reference like 'PROMOCODE:%'
    and not (e.asset = 'free_trainings' and e.actor like 'bot:%' and e.reference like 'PROMOCODE:bot:%')))
  and not exists (
    select from promo_uses u
    where u.user_id = e.user_id and u.used_at is not null
      and u.promo_id || ':' || u.nth = replace(e.reference, 'PROMOCODE:', ''))
