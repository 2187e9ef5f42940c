-- question: Of two demands on one transaction, which holds?
-- example: select status, added_status, prevailing_status from core.prevailing_status where added_status = 'licence_policy_unknown' order by status
with pair as (
    select
        own.status,
        added.status as added_status,
        case when added.strictness >= own.strictness then added else own end as stricter,
        'other_controls_apply' in (own.status, added.status) as has_unjudged,
        added.strictness < own.strictness
        and not (
            added.licence_requirement = own.licence_requirement
            and added.strictest_strictness > own.strictest_strictness
        ) as added_is_freer
    from core.status_word as own
    cross join core.status_word as added
    where own.strictness is not null and added.strictness is not null
)

select
    pair.status,
    pair.added_status,
    case
        when
            pair.has_unjudged
            and pair.stricter.licence_requirement = 'yes'
            and pair.stricter.strictest_strictness < open_policy.strictest_strictness
            then open_policy.status
        else pair.stricter.status
    end as prevailing_status,
    pair.added_is_freer
from pair
cross join core.status_word as open_policy
where open_policy.status = 'licence_policy_unknown'
