-- severity: blocking
-- description: every claim is judged by a rule, from a file of its own name, with a listed reason where it is open
with judged as (
    select distinct claim_id, conjunct from metric.verdict_by_claim
),

open_row as (
    select
        claim_id,
        conjunct,
        'undecided for a reason that is not listed' as fault,
        coalesce(undecided_reason_code, 'none') as detail
    from metric.verdict_by_claim
    where
        coalesce(verdict, 'undecidable') = 'undecidable'
        and coalesce(undecided_reason_code, '') not in (
            select undecided_reason_code from core.undecided_reason
        )
),

silent as (
    select
        claim.claim_id,
        claim.conjunct,
        'has no verdict: its rule is not listed' as fault,
        claim.verdict_rule_id as detail
    from core.claim as claim
    left join judged on claim.claim_id = judged.claim_id and claim.conjunct = judged.conjunct
    where judged.claim_id is null
)

select claim_id, conjunct, fault, detail from open_row
union all
select claim_id, conjunct, fault, detail from silent
union all
select claim_id, conjunct, 'its file is named after another claim', evidence_sql
from core.claim
where evidence_sql <> concat(claim_id, conjunct)
