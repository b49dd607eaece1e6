-- Each entry goes on where the one before it ended.
select 'entry ' || id, 'before ' || balance_before || ', previous after ' || previous
from (
  select id, balance_before,
    coalesce(lag(balance_after) over (partition by user_id, asset order by wallet_version), 0) as previous
  from ledger_entries
) chain
where balance_before <> previous
