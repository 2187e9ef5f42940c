-- description: Every claim in our words, who made it, the value held against it in each scope, its verdict now and as known when it was said, and the verdict on the whole claim
-- example: select claim_id, conjunct, claim_text, value, value_unit, verdict, overall_verdict, missing from claim_ledger where claim_id = 'C06'
-- document: Title of the document
-- overall_verdict: Verdict on the whole claim, over its conjuncts and scopes
-- verdict_when_said: Verdict from what was known on the claim's own day; NULL where that was not built
-- missing: What is missing for a verdict
create view claim_ledger as
with then_known as (
    select claim_id, conjunct, claim_scope, scenario, confidence_tier, verdict
    from meta.verdict_vintage
    where is_when_said
    qualify row_number() over (
        partition by claim_id, conjunct, claim_scope, scenario, confidence_tier
        order by is_same_method desc, belief
    ) = 1
)

select
    claim.claim_id,
    claim.conjunct,
    verdict.claim_scope,
    verdict.scenario,
    verdict.confidence_tier,
    claim.claim_text,
    claim.speaker,
    claim.quoted_speaker,
    claim.as_of_date,
    document.title as document,
    claim.point,
    document.primary_url,
    claim.claim_type,
    cast(format('{:.4g}', verdict.value_low) as double) as value_low,
    cast(format('{:.4g}', verdict.value) as double) as value,
    cast(format('{:.4g}', verdict.value_high) as double) as value_high,
    verdict.is_quotable,
    verdict.value_basis,
    verdict.value_unit,
    cast(format('{:.4g}', verdict.region_low) as double) as region_low,
    cast(format('{:.4g}', verdict.region_high) as double) as region_high,
    verdict.finding,
    verdict.verdict,
    overall.verdict as overall_verdict,
    then_known.verdict as verdict_when_said,
    verdict.undecided_reason_code,
    reason.meaning as missing,
    reason.would_decide,
    rule.rule_text,
    claim.scope_note,
    claim.metric_id,
    verdict.constant_ids,
    claim.evidence_sql
from core.claim as claim
join core.claim_document as document
    on claim.source_document_id = document.source_document_id
join metric.verdict_by_claim as verdict
    on claim.claim_id = verdict.claim_id and claim.conjunct = verdict.conjunct
join metric.overall_verdict_by_claim as overall on claim.claim_id = overall.claim_id
join core.verdict_rule as rule on verdict.verdict_rule_id = rule.verdict_rule_id
left join core.undecided_reason as reason
    on verdict.undecided_reason_code = reason.undecided_reason_code
left join then_known
    on
        verdict.claim_id = then_known.claim_id
        and verdict.conjunct = then_known.conjunct
        and verdict.claim_scope = then_known.claim_scope
        and verdict.scenario = then_known.scenario
        and verdict.confidence_tier = then_known.confidence_tier
order by all
