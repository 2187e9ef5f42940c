-- description: Claims of public documents in our words, who made them, and the verdict on each, computed from this file; claim_ledger has the values, scopes and what is missing
-- claim: The claim in our words
-- speaker: Who made it
-- day: Day on which it was made
-- verdict: supported, contradicted, partly or undecidable
-- document: Title of the document
-- claim_id: Id of core.claim
-- example: select claim_id, claim, verdict from claims order by claim_id limit 5
create view claims as
select
    string_agg(claim.claim_text, ' ' order by claim.conjunct) as claim,
    any_value(claim.speaker) as speaker,
    min(claim.as_of_date) as day,
    overall.verdict,
    any_value(document.title) as document,
    claim.claim_id
from core.claim as claim
join core.claim_document as document
    on claim.source_document_id = document.source_document_id
join metric.overall_verdict_by_claim as overall on claim.claim_id = overall.claim_id
group by claim.claim_id, overall.verdict
