-- A balance is the sum of its entries, a version their number.
select 'user ' || user_id || ' ' || asset,
  'balance ' || coalesce(w.balance, 0) || ' version ' || coalesce(w.version, 0)
    || ', entries ' || coalesce(e.total, 0) || ' count ' || coalesce(e.entries, 0)
from wallets w
full join (
  select user_id, asset, sum(amount) as total, count(*) as entries, max(wallet_version) as latest
  from ledger_entries group by user_id, asset
) e using (user_id, asset)
where coalesce(w.balance, 0) <> coalesce(e.total, 0)
  or coalesce(w.version, 0) <> coalesce(e.entries, 0)
  or coalesce(w.version, 0) <> coalesce(e.latest, 0)
