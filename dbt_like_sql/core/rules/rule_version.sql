-- question: Which versions of the chip rules were there, and when was each in force?
-- example: select rule_version_id, citation, effective_date, superseded_date from core.rule_version where series = 'us-3a090' order by effective_date
with following as (
    select
        rule_version_id,
        lead(rule_version_id) over next_one as superseded_by_id,
        lead(effective_date) over next_one as superseded_date
    from seed.rule_version
    where amends_id is null and effective_date is not null
    window next_one as (partition by series order by effective_date, rule_version_id)
)

select
    version.rule_version_id,
    version.series,
    version.instrument,
    version.title,
    version.citation,
    version.document_number,
    version.announced_date,
    version.published_date,
    version.effective_date,
    version.compliance_date,
    version.codified_date,
    version.ended_date,
    version.amends_id,
    version.eccn_list,
    version.changed_locators,
    version.summary,
    version.confidence,
    following.superseded_by_id,
    following.superseded_date
from seed.rule_version as version
left join following on version.rule_version_id = following.rule_version_id
