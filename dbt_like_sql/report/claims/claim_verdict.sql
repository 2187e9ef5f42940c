-- Each claim in our words, and how many scopes of each verdict it has.
select
    claim.claim_id,
    claim.conjunct,
    document.title as document,
    claim.speaker,
    claim.as_of_date as said_by_date,
    claim.claim_text,
    overall.verdict as overall_verdict,
    count(*) filter (where verdict.verdict = 'supported') as supported_scope_count,
    count(*) filter (where verdict.verdict = 'contradicted') as contradicted_scope_count,
    count(*) filter (where verdict.verdict = 'undecidable') as undecidable_scope_count,
    string_agg(distinct verdict.finding, '; ' order by verdict.finding) as findings,
    string_agg(distinct reason.meaning, '; ' order by reason.meaning) as missing
from core.claim as claim
join core.claim_document as document
    on claim.source_document_id = document.source_document_id
join metric.verdict_by_claim as verdict
    on claim.claim_id = verdict.claim_id and claim.conjunct = verdict.conjunct
join metric.overall_verdict_by_claim as overall on claim.claim_id = overall.claim_id
left join core.undecided_reason as reason
    on verdict.undecided_reason_code = reason.undecided_reason_code
group by
    claim.claim_id,
    claim.conjunct,
    document.title,
    claim.speaker,
    claim.as_of_date,
    claim.claim_text,
    overall.verdict
order by said_by_date, document, claim.claim_id, claim.conjunct
