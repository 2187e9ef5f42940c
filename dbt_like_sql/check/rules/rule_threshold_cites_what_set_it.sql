-- severity: blocking
-- description: a control parameter cites the document that set its value, the paragraph that states it, and no other
with dated as (
    select
        threshold.*,
        version.citation as version_citation,
        version.effective_date
    from core.rule_threshold as threshold
    join core.rule_version as version on threshold.rule_version_id = version.rule_version_id
),

set_by as (
    select
        threshold_id, rule_version_id, paragraph_locator, citation,
        first_value(version_citation) over (
            partition by
                series, control_paragraphs, role, metric, operator, value, unit,
                reference_locator, applies_to, end_user_scope, lower(term)
            order by effective_date, rule_version_id
        ) as setting_citation
    from dated
    where series = 'us-3a090'
)

select threshold_id, citation, 'was set by ' || setting_citation as fault
from set_by
where not starts_with(citation, setting_citation || ';')
union all
select threshold_id, citation, 'is stated by ' || paragraph_locator
from set_by
where regexp_extract(citation, '(?:ECCN|15 CFR) ([^,;]+)', 1) <> paragraph_locator
