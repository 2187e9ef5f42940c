-- question: Which numbers control a chip under each version of 3A090, and does the text prove them?
-- example: select paragraph_locator, clause, term, operator, value, unit, evidence from core.rule_threshold where rule_version_id = 'us-3a090-2023' and role = 'control' order by paragraph_locator, term, operator
with in_force as (
    select
        rule_version_id,
        series,
        effective_date as effective_from_date,
        least(superseded_date, ended_date) as effective_to_date
    from core.rule_version
),

proof as (
    select threshold_id, evidence, text_locator, text_last_seen_date
    from core.rule_threshold_evidence
    where evidence_id = threshold_id
),

declared as (
    select
        series, effective_date, rule_version_id, citation,
        unnest(string_split(changed_locators, ';')) as stem
    from core.rule_version
    where changed_locators is not null
),

restated as (
    select
        threshold.threshold_id,
        max_by(
            declared.citation, (declared.effective_date, declared.rule_version_id)
        ) as citation
    from seed.rule_threshold as threshold
    join in_force on threshold.rule_version_id = in_force.rule_version_id
    join declared
        on
            in_force.series = declared.series
            and (
                declared.effective_date < in_force.effective_to_date
                or in_force.effective_to_date is null
            )
            and starts_with(threshold.paragraph_locator, declared.stem)
            and regexp_matches(
                substr(threshold.paragraph_locator, len(declared.stem) + 1), '^([.(#-]|$)'
            )
    group by threshold.threshold_id
)

select
    threshold.threshold_id,
    threshold.rule_version_id,
    threshold.control_paragraphs,
    threshold.paragraph_locator,
    threshold.clause,
    threshold.role,
    threshold.metric,
    threshold.term,
    threshold.operator,
    threshold.value,
    threshold.unit,
    threshold.reference_locator,
    threshold.applies_to,
    threshold.end_user_scope,
    threshold.transaction,
    threshold.exception_codes,
    threshold.completed_from_date,
    threshold.completed_to_date,
    threshold.note,
    threshold.citation,
    case
        when not starts_with(threshold.citation, restated.citation) then restated.citation
    end as restated_citation,
    in_force.series,
    in_force.effective_from_date,
    in_force.effective_to_date,
    proof.evidence,
    proof.text_locator,
    proof.text_last_seen_date
from seed.rule_threshold as threshold
join in_force on threshold.rule_version_id = in_force.rule_version_id
join proof on threshold.threshold_id = proof.threshold_id
left join restated on threshold.threshold_id = restated.threshold_id
