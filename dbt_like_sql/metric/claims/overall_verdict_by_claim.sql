-- question: Which whole claims are supported, contradicted, partly so, or open?
-- example: select claim_id, verdict, supported_count, contradicted_count, undecidable_count, undecided_reason_codes from metric.overall_verdict_by_claim order by claim_id
with counted as (
    select
        claim_id,
        max(as_of_date) as as_of_date,
        count(*) filter (where verdict = 'supported') as supported_count,
        count(*) filter (where verdict = 'contradicted') as contradicted_count,
        count(*) filter (where verdict = 'undecidable') as undecidable_count,
        coalesce(
            list_sort(list(distinct undecided_reason_code) filter (where verdict = 'undecidable')),
            cast([] as varchar[])
        ) as undecided_reason_codes,
        list_sort(list_distinct(flatten(list(constant_ids)))) as constant_ids
    from metric.verdict_by_claim
    group by claim_id
)

select
    claim_id,
    as_of_date,
    case
        when supported_count + contradicted_count + undecidable_count = 0 then null
        when contradicted_count + undecidable_count = 0 then 'supported'
        when supported_count + undecidable_count = 0 then 'contradicted'
        when supported_count > 0 then 'partly'
        else 'undecidable'
    end as verdict,
    supported_count,
    contradicted_count,
    undecidable_count,
    undecided_reason_codes,
    constant_ids
from counted
