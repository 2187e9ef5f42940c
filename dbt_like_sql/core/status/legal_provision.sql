-- question: Where was a licence needed, what excused from it, and how were applications judged on a day?
-- example: select provision_kind, provision_id, control_paragraphs, resulting_status, note from core.legal_provision where text_from_date <= date '2025-06-30' and (text_to_date is null or date '2025-06-30' < text_to_date) order by provision_kind, provision_id
with provision as (
    select
        requirement_id as provision_id,
        'requirement' as provision_kind,
        control_paragraphs, applies_to, scope_id, transactions,
        rule_version_id, ended_by_rule_version_id, ambiguity_ids, note, confidence, citation,
        cast(null as varchar) as exception_code,
        cast(0 as bigint) as precedence,
        cast(null as varchar) as resulting_status,
        cast(null as varchar) as tested_locator,
        cast(null as varchar) as designer_group_code,
        false as needs_special_use,
        false as needs_us_market
    from seed.rule_destination
    union all
    select
        exception_id,
        'exception',
        control_paragraphs, applies_to, scope_id, transactions,
        rule_version_id, ended_by_rule_version_id, ambiguity_ids, note, confidence, citation,
        exception_code,
        cast(0 as bigint),
        resulting_status,
        tested_locator,
        designer_group_code,
        needs_special_use,
        false
    from seed.licence_exception
    union all
    select
        review_policy_id,
        'review_policy',
        control_paragraphs, applies_to, scope_id, transactions,
        rule_version_id, ended_by_rule_version_id, ambiguity_ids, note, confidence, citation,
        cast(null as varchar),
        precedence,
        resulting_status,
        tested_locator,
        cast(null as varchar),
        false,
        needs_us_market
    from seed.review_policy
),

version as (
    select
        rule_version_id,
        effective_date,
        coalesce(compliance_date, effective_date) as complied_date
    from core.rule_version
)

select
    provision.control_paragraphs,
    provision.applies_to,
    provision.scope_id,
    provision.transactions,
    provision.rule_version_id,
    provision.ended_by_rule_version_id,
    provision.ambiguity_ids,
    provision.note,
    provision.confidence,
    provision.citation,
    provision.provision_id,
    provision.provision_kind,
    provision.exception_code,
    provision.precedence,
    provision.resulting_status,
    provision.tested_locator,
    provision.designer_group_code,
    provision.needs_special_use,
    provision.needs_us_market,
    beginning.effective_date as text_from_date,
    ending.effective_date as text_to_date,
    beginning.complied_date as enforced_from_date,
    ending.complied_date as enforced_to_date,
    nullif(regexp_extract(provision.citation, '15 CFR ([0-9]+\.[0-9]+[^;, ]*)', 1), '') as locator
from provision
join version as beginning on provision.rule_version_id = beginning.rule_version_id
left join version as ending on provision.ended_by_rule_version_id = ending.rule_version_id
union all
select
    ['any'],
    'any',
    scope_id,
    transactions,
    cast(null as varchar),
    cast(null as varchar),
    ambiguity_ids,
    note,
    confidence,
    citation,
    control_id,
    'requirement',
    cast(null as varchar),
    cast(0 as bigint),
    resulting_status,
    cast(null as varchar),
    cast(null as varchar),
    false,
    false,
    valid_from_date,
    valid_to_date,
    valid_from_date,
    valid_to_date,
    locator
from seed.destination_control
