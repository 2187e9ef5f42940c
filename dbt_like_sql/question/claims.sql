-- title: Verdicts on claims
-- question: Which claims are supported, which contradicted, which cannot be decided?
select verdict, count(*) as claims
from claims
group by verdict
order by claims desc, verdict;

-- title: One claim in full
-- question: What was held against claim C14, and what would decide it?
select claim_scope, confidence_tier, value_low, value, value_high, verdict, missing, would_decide
from claim_ledger
where claim_id = 'C14'
order by claim_scope, confidence_tier;
