-- question: What is claimed about chips, compute and controls, and by whom?
-- example: select claim_id, conjunct, claim_text, speaker, quoted_speaker, as_of_date from core.claim order by claim_id, conjunct
select
    claim_id,
    conjunct,
    source_document_id,
    point,
    char_start,
    char_end,
    span_sha256,
    claim_text,
    translation_quality,
    speaker,
    quoted_speaker,
    said_date,
    said_date_precision,
    claim_type,
    claimed_low,
    claimed,
    claimed_high,
    claimed_unit,
    comparator,
    scope_note,
    metric_id,
    scope_rule,
    absent_reason_code,
    evidence_sql,
    verdict_rule_id,
    case said_date_precision
        when 'month' then last_day(said_date)
        when 'quarter' then last_day(cast(said_date + interval 2 month as date))
        when 'year' then last_day(cast(said_date + interval 11 month as date))
        else said_date
    end as as_of_date
from seed.claim
