-- question: On which days did anything in the law on chips, or around it, change?
-- example: select valid_from_date, rule_version_id from core.legal_period order by valid_from_date
-- only: core.word_set = waiving_effect
with provision_change as (
    select date '2022-01-01' as change_date
    union
    select text_from_date from core.legal_provision
    union
    select text_to_date from core.legal_provision
    union
    select enforced_from_date from core.legal_provision
    union
    select enforced_to_date from core.legal_provision
    union
    select effective_date
    from core.rule_event
    where changes_status and effect in (select unnest(words) from core.word_set where word_set_id = 'waiving_effect')
    union
    select ended_date
    from core.rule_event
    where changes_status and effect in (select unnest(words) from core.word_set where word_set_id = 'waiving_effect')
    union
    select version.effective_date
    from core.rule_version as version
    join core.rule_threshold as threshold
        on version.rule_version_id = threshold.rule_version_id and threshold.role = 'control'
),

change as (
    select change_date from provision_change
    union
    select coalesce(effective_date, announced_date) from core.rule_event where subject = 'chips'
    union
    select ended_date from core.rule_event where subject = 'chips'
),

period as (
    select
        change.change_date as valid_from_date,
        lead(change.change_date) over (order by change.change_date) as valid_to_date,
        max(provision_change.change_date) over (order by change.change_date)
            as provisions_from_date
    from change
    left join provision_change on change.change_date = provision_change.change_date
    where change.change_date >= date '2022-01-01'
),

control_series as (
    select distinct version.series
    from core.rule_version as version
    join core.legal_provision as provision
        on version.rule_version_id = provision.rule_version_id
)

select
    period.valid_from_date,
    period.valid_to_date,
    period.provisions_from_date,
    max(version.rule_version_id) as rule_version_id
from period
left join (
    select version.*
    from core.rule_version as version
    join control_series on version.series = control_series.series
    where version.amends_id is null
) as version
    on holds_on(period.valid_from_date, version.effective_date, version.superseded_date)
    and (version.ended_date is null or period.valid_from_date < version.ended_date)
group by period.valid_from_date, period.valid_to_date, period.provisions_from_date
