-- Each day on which the status of released chips toward China changed, and what was announced then.
with today as (select max(as_of_date) as as_of_date from meta.release),

statuses as (
    select
        status.chip_id,
        greatest(status.valid_from_date, member.valid_from_date) as change_date,
        status.status_enforced,
        word.strictness,
        status.release_date
    from core.destination_group_member as member
    join metric.control_status_by_chip_destination_group as status
        on
            member.destination_group_id = status.destination_group_id
            and member.end_user_hq_group = status.end_user_hq_group
    join core.status_word as word on status.status_enforced = word.status
    cross join today
    where
        member.country_code = 'CHN'
        and share_a_day(
            status.valid_from_date, status.valid_to_date,
            member.valid_from_date, member.valid_to_date
        )
        and greatest(status.valid_from_date, member.valid_from_date) <= today.as_of_date
),

compared as (
    select
        *,
        lag(status_enforced) over by_chip as status_before,
        lag(strictness) over by_chip as strictness_before
    from statuses
    window by_chip as (partition by chip_id order by change_date)
),

changes as (
    select
        change_date,
        count(*) filter (where strictness > strictness_before) as tightened_chip_count,
        count(*) filter (where strictness < strictness_before) as loosened_chip_count,
        count(*) filter (where (strictness is null) <> (strictness_before is null)) as unclear_chip_count
    from compared
    where status_enforced <> status_before and release_date <= change_date
    group by change_date
),

rules as (
    select effective_date as change_date, title, 'rule' as kind, citation
    from core.rule_version
    where series = 'us-3a090'
    union all
    select effective_date as change_date, title, replace(event_kind, '_', ' ') as kind, citation
    from core.rule_event
    where changes_status and not is_foreign
)

select
    changes.change_date,
    coalesce(string_agg(rules.title, '; ' order by rules.title), 'no single document') as measure,
    string_agg(distinct rules.kind, ', ' order by rules.kind) as kind,
    changes.tightened_chip_count,
    changes.loosened_chip_count,
    changes.unclear_chip_count,
    string_agg(rules.citation, '; ' order by rules.title) as citation
from changes
left join rules on changes.change_date = rules.change_date
group by all
order by changes.change_date
