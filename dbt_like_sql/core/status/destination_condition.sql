-- question: What does a rule mean by its destinations?
-- example: select clause, subject, code, is_member from core.destination_condition where scope_id = 'listed-groups' order by clause, condition_number
with listing_event as (
    select
        rule_event_id,
        coalesce(destinations, cast([] as varchar[])) as destinations,
        coalesce(hq_groups_included, cast([] as varchar[])) as included,
        coalesce(hq_groups_excepted, cast([] as varchar[])) as excepted
    from core.rule_event
    where subject = 'chips' and destination_scope = 'listed'
),

spelled as (
    select rule_event_id, excepted, unnest(destinations) as country_or_group
    from listing_event
),

event_destination as (
    select distinct
        spelled.rule_event_id,
        spelled.excepted,
        coalesce(listed.list_id, spelled.country_or_group) as code
    from spelled
    left join core.destination_list as listed
        on
            spelled.rule_event_id = listed.rule_event_id
            and spelled.country_or_group = listed.country_code
),

event_exception as (
    select rule_event_id, code as destination, unnest(excepted) as code
    from event_destination
),

event_headquarters as (
    select rule_event_id, unnest(included) as code
    from listing_event
),

anchored as (
    select distinct
        scope.scope_id || '-on-' || event.membership_date as scope_id,
        scope.clause, scope.condition_number, scope.subject, scope.code, scope.is_member,
        scope.code || ' on ' || event.membership_date as code_then
    from core.rule_event as event
    join core.rule_version as version
        on event.destination_rule_version_id = version.rule_version_id
    join core.legal_provision as provision
        on
            provision.provision_kind = 'requirement'
            and holds_on(version.effective_date, provision.text_from_date, provision.text_to_date)
            and list_has_any(event.paragraphs, provision.control_paragraphs)
    join seed.destination_scope as scope on provision.scope_id = scope.scope_id
    where event.membership_date is not null
),

plain as (
    select scope_id, clause, condition_number, subject, code, is_member
    from seed.destination_scope
    union all
    select
        rule_event_id,
        replace(lower(code), ':', ''),
        cast(1 as bigint),
        'destination',
        code,
        true
    from event_destination
    union all
    select
        rule_event_id,
        replace(lower(destination), ':', ''),
        1 + row_number() over (partition by rule_event_id, destination order by code),
        'headquarters',
        code,
        false
    from event_exception
    union all
    select
        rule_event_id,
        'hq-' || replace(lower(code), '_', '-'),
        cast(1 as bigint),
        'headquarters',
        code,
        true
    from event_headquarters
    union all
    select
        rule_event_id,
        'hq-' || replace(lower(code), '_', '-'),
        cast(2 as bigint),
        'destination',
        'USA',
        false
    from event_headquarters
)

select
    scope_id, clause, condition_number, subject, code, is_member,
    cast(null as varchar) as code_then
from plain
union all
select scope_id, clause, condition_number, subject, code, is_member, code_then
from anchored
