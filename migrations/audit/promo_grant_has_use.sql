-- What a code gave has a use of the code behind it. A bot that runs elsewhere grants free trainings for codes of
-- its own, which nobody here knows: such an entry names what the bot goes by for good (its Telegram id, or its
-- name where it is not in BOTS), was made by that bot, and while the bot had a key; a call that was under way
-- when the key was revoked ends within a minute.
select 'entry ' || e.id, e.kind || ' ' || e.reference
from ledger_entries e
where (e.kind = 'promo_bonus' or (e.kind = 'free_grant' and e.reference like 'PROMOCODE:%'))
  and not exists (
    select from promo_uses u
    where u.user_id = e.user_id and u.used_at is not null
      and u.promo_id || ':' || u.nth = replace(e.reference, 'PROMOCODE:', ''))
  and not (
    e.kind = 'free_grant' and e.asset = 'free_trainings' and e.reference ~ '^PROMOCODE:bot:[^:]+:.'
    and e.actor = 'bot:' || e.bot_name
    and exists (
      select from bot_keys k
      where split_part(e.reference, ':', 3) = coalesce(k.bot_telegram_id::text, k.bot_name)
        and e.created_at between k.created_at
          and coalesce(k.revoked_at, 'infinity') + interval '1 minute'
        and (
          (k.bot_telegram_id is null and k.bot_name = e.bot_name)
          or exists (
            select from bot_names n
            where n.telegram_id = k.bot_telegram_id and n.name = e.bot_name))))
