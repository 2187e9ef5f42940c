-- by: situation_id
with situation_case as (
    select
        situation_id, provisions_from_date, rule_version_id, unnest(case_ids) as case_id
    from step.situation
)

select
    situation_case.situation_id,
    case_status.destination_group_id,
    case_status.end_user_hq_group,
    case_status.transaction,
    count(*) as reached_case_count,
    count(*) filter (where len(case_status.requirement_ids) > 0) as text_licence_count,
    count(*) filter (where len(case_status.requirement_enforced_ids) > 0)
        as enforced_licence_count,
    list(distinct case_status.status_text order by case_status.status_text) as text_statuses,
    list(distinct case_status.status_enforced order by case_status.status_enforced)
        as enforced_statuses,
    list_sort(list_distinct(flatten(list(case_status.requirement_ids)))) as requirement_ids,
    list_sort(list_distinct(flatten(list(case_status.exception_ids)))) as exception_ids,
    list_sort(list_distinct(flatten(list(case_status.exception_enforced_ids))))
        as exception_enforced_ids,
    list_sort(list_distinct(flatten(list(case_status.review_policy_ids)))) as review_policy_ids,
    list_sort(list_distinct(flatten(list(case_status.review_policy_enforced_ids))))
        as review_policy_enforced_ids,
    list_sort(list_distinct(flatten(list(case_status.not_enforced_event_ids))))
        as not_enforced_event_ids,
    list_sort(list_distinct(flatten(list(case_status.ambiguity_ids)))) as ambiguity_ids
from situation_case
join step.case_status_by_destination_group as case_status
    on
        situation_case.case_id = case_status.case_id
        and situation_case.rule_version_id = case_status.rule_version_id
        and situation_case.provisions_from_date = case_status.valid_from_date
group by
    situation_case.situation_id, case_status.destination_group_id,
    case_status.end_user_hq_group, case_status.transaction
