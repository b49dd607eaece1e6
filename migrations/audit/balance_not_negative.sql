-- No balance is below zero.
select 'user ' || user_id || ' ' || asset, balance::text
from wallets where balance < 0
