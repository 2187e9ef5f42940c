-- severity: blocking
-- description: what a rule event names exists: versions, countries, groups, other events
with named as (
    select rule_event_id, 'event' as kind, unnest(related_event_ids) as name from core.rule_event
    union
    select rule_event_id, 'place', unnest(destinations) from core.rule_event
    union
    select rule_event_id, 'place', unnest(origin_country_codes) from core.rule_event
    union
    select rule_event_id, 'place', issuer_country_code from core.rule_event
    union
    select rule_event_id, 'version', rule_version_id from core.rule_event
    union
    select rule_event_id, 'version', destination_rule_version_id from core.rule_event
    union
    select rule_event_id, 'thresholds', threshold_rule_version_id from core.rule_event
),

known as (
    select 'event' as kind, rule_event_id as name from core.rule_event
    union
    select 'place', country_code from core.country
    union
    select 'place', group_code from core.country_group
    union
    select 'version', rule_version_id from core.rule_version
    union
    select 'thresholds', rule_version_id from core.rule_threshold
)

select named.rule_event_id, named.kind || ' ' || named.name || ' is not known' as fault
from named
left join known on named.kind = known.kind and named.name = known.name
where named.name is not null and known.name is null
union all
select rule_event_id, 'it ends before it begins'
from core.rule_event
where ended_date < effective_date or announced_date > ended_date
union all
select rule_event_id, 'its destination scope and its destinations do not fit'
from core.rule_event
where
    (destination_scope = 'listed') != (destinations is not null)
    or (destination_scope in ('rule_version', 'outside_rule_version'))
    != (destination_rule_version_id is not null)
union all
select rule_event_id, 'it changes a status without a day, a U.S. issuer or an effect on one'
from core.rule_event
where
    changes_status
    and (
        effective_date is null
        or is_foreign
        or (effect in ('licence_required', 'violation_presumed')) != (resulting_status is not null)
    )
union all
select rule_event_id, 'a date known to the month or less is not the first day of its period'
from core.rule_event
where
    (announced_date_precision <> 'day' and day(announced_date) <> 1)
    or (effective_date_precision <> 'day' and day(effective_date) <> 1)
    or (ended_date_precision <> 'day' and day(ended_date) <> 1)
