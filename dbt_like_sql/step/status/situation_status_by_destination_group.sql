with situation as (
    select distinct
        situation_id, provisions_from_date, rule_version_id, is_subject_to_ear, case_ids,
        noted_event_ids, foreign_event_ids
    from step.item_situation_by_period
),

place as (
    select distinct
        kind.destination_group_id, headquarters.end_user_hq_group, movement.transaction
    from core.destination_group_member as kind
    cross join (
        select unnest(['macau_or_d5', 'supp5a', 'supp8', 'other']) as end_user_hq_group
    ) as headquarters
    cross join (select unnest(['export_us', 'reexport', 'transfer']) as transaction) as movement
),

status_rank as (
    select status, strictness from core.status_word where strictness is not null
),

embargo_reach as (
    select
        period.provisions_from_date,
        member.destination_group_id,
        member.end_user_hq_group,
        unnest(provision.transactions) as transaction,
        provision.provision_id,
        provision.ambiguity_ids,
        status_rank.strictness
    from (select distinct provisions_from_date from situation) as period
    join core.legal_provision as provision
        on
            list_contains(provision.control_paragraphs, 'any')
            and provision.text_from_date <= period.provisions_from_date
            and (
                provision.text_to_date is null
                or period.provisions_from_date < provision.text_to_date
            )
    join core.destination_scope_member as member on provision.scope_id = member.scope_id
    join status_rank on provision.resulting_status = status_rank.status
),

embargo as (
    select
        provisions_from_date, destination_group_id, end_user_hq_group, transaction,
        max(strictness) as strictness,
        list(provision_id order by provision_id) as provision_ids,
        list_sort(list_distinct(flatten(list(coalesce(ambiguity_ids, cast([] as varchar[]))))))
            as ambiguity_ids
    from embargo_reach
    group by provisions_from_date, destination_group_id, end_user_hq_group, transaction
),

left_aside as (
    select strictness from status_rank where status = 'other_controls_apply'
),

situation_case as (
    select situation_id, provisions_from_date, rule_version_id, unnest(case_ids) as case_id
    from situation
),

case_answer as (
    select
        situation_case.situation_id,
        case_status.destination_group_id,
        case_status.end_user_hq_group,
        case_status.transaction,
        situation_case.case_id,
        text_rank.strictness as text_strictness,
        enforced_rank.strictness as enforced_strictness,
        case_status.requirement_ids,
        case_status.requirement_enforced_ids,
        case_status.exception_ids,
        case_status.exception_enforced_ids,
        case_status.review_policy_ids,
        case_status.review_policy_enforced_ids,
        case_status.not_enforced_event_ids,
        case_status.ambiguity_ids
    from situation_case
    join step.case_status_by_destination_group as case_status
        on
            situation_case.case_id = case_status.case_id
            and situation_case.rule_version_id = case_status.rule_version_id
            and situation_case.provisions_from_date = case_status.valid_from_date
    join status_rank as text_rank on case_status.status_text = text_rank.status
    join status_rank as enforced_rank on case_status.status_enforced = enforced_rank.status
),

case_set as (
    select
        situation_id, destination_group_id, end_user_hq_group, transaction,
        count(*) as reached_case_count,
        count(*) filter (where len(requirement_ids) > 0) as text_licence_count,
        count(*) filter (where len(requirement_enforced_ids) > 0) as enforced_licence_count,
        list(distinct text_strictness order by text_strictness) as text_set,
        list(distinct enforced_strictness order by enforced_strictness) as enforced_set,
        list_sort(list_distinct(flatten(list(requirement_ids)))) as requirement_ids,
        list_sort(list_distinct(flatten(list(exception_ids)))) as exception_ids,
        list_sort(list_distinct(flatten(list(exception_enforced_ids)))) as exception_enforced_ids,
        list_sort(list_distinct(flatten(list(review_policy_ids)))) as review_policy_ids,
        list_sort(list_distinct(flatten(list(review_policy_enforced_ids))))
            as review_policy_enforced_ids,
        list_sort(list_distinct(flatten(list(not_enforced_event_ids)))) as not_enforced_event_ids,
        list_sort(list_distinct(flatten(list(ambiguity_ids)))) as ambiguity_ids
    from case_answer
    group by situation_id, destination_group_id, end_user_hq_group, transaction
),

told as (
    select
        letter.situation_id, letter.destination_group_id, letter.end_user_hq_group,
        letter.transaction, letter.rule_event_id, letter.effect, letter.is_sure,
        letter.is_addressed,
        letter.item_basis as basis,
        status_rank.strictness
    from step.letter_effect_by_destination_group as letter
    join status_rank on letter.resulting_status = status_rank.status
),

letter as (
    select * from told where is_addressed
),

told_to_others as (
    select
        situation_id, destination_group_id, end_user_hq_group, transaction,
        max(strictness) as others_strictness
    from told
    where not is_addressed
    group by situation_id, destination_group_id, end_user_hq_group, transaction
),

deciding_letter as (
    select *
    from letter
    qualify not is_sure or strictness = max(strictness) filter (where is_sure) over (
        partition by situation_id, destination_group_id, end_user_hq_group, transaction
    )
),

letter_set as (
    select
        situation_id, destination_group_id, end_user_hq_group, transaction,
        max(strictness) filter (where is_sure) as sure_strictness,
        max(strictness) filter (where not is_sure) as open_strictness,
        list(rule_event_id order by rule_event_id) as event_ids,
        case
            when bool_or(is_sure and basis = 'reported') then 'reported'
            when bool_or(is_sure and basis = 'estimated') then 'estimated'
            when bool_or(is_sure) then 'imputed'
            else min(basis)
        end as basis,
        bool_or(effect = 'effective_early') as is_early,
        bool_or(basis = 'imputed') as is_imputed,
        bool_or(not is_sure) as is_open
    from deciding_letter
    group by situation_id, destination_group_id, end_user_hq_group, transaction
),

noted as (
    select
        listed.situation_id, member.destination_group_id, member.end_user_hq_group,
        list(listed.event_id order by listed.event_id) filter (where not event.is_foreign)
            as noted_event_ids,
        list(listed.event_id order by listed.event_id)
            filter (where event.is_foreign and event.origin_country_codes is null)
            as foreign_event_ids,
        list(listed.event_id order by listed.event_id)
            filter (where event.is_foreign and event.origin_country_codes is not null)
            as passing_event_ids
    from (
        select
            situation_id,
            unnest(list_concat(noted_event_ids, foreign_event_ids)) as event_id
        from situation
    ) as listed
    join core.rule_event as event on listed.event_id = event.rule_event_id
    join core.destination_scope_member as member on listed.event_id = member.scope_id
    group by listed.situation_id, member.destination_group_id, member.end_user_hq_group
),

listed as (
    select
        situation.situation_id,
        situation.is_subject_to_ear,
        place.destination_group_id,
        place.end_user_hq_group,
        place.transaction,
        len(situation.case_ids) as reading_count,
        case
            when coalesce(case_set.reached_case_count, 0) < len(situation.case_ids)
                then list_sort(list_distinct(list_concat(
                    coalesce(case_set.text_set, cast([] as bigint[])), [cast(0 as bigint)]
                )))
            else case_set.text_set
        end as listed_text_set,
        case
            when coalesce(case_set.reached_case_count, 0) < len(situation.case_ids)
                then list_sort(list_distinct(list_concat(
                    coalesce(case_set.enforced_set, cast([] as bigint[])), [cast(0 as bigint)]
                )))
            else case_set.enforced_set
        end as listed_enforced_set,
        coalesce(case_set.text_licence_count, 0) as text_licence_count,
        coalesce(case_set.enforced_licence_count, 0) as enforced_licence_count,
        embargo.strictness as embargo_strictness,
        embargo.provision_ids as embargo_ids,
        left_aside.strictness as left_aside_strictness,
        list_sort(list_distinct(list_concat(
            coalesce(case_set.requirement_ids, cast([] as varchar[])),
            coalesce(embargo.provision_ids, cast([] as varchar[]))
        ))) as requirement_ids,
        case_set.exception_ids,
        case_set.exception_enforced_ids,
        case_set.review_policy_ids,
        case_set.review_policy_enforced_ids,
        case_set.not_enforced_event_ids,
        list_concat(
            coalesce(case_set.ambiguity_ids, cast([] as varchar[])),
            coalesce(embargo.ambiguity_ids, cast([] as varchar[]))
        ) as ambiguity_ids,
        letter_set.sure_strictness,
        letter_set.open_strictness,
        letter_set.event_ids,
        letter_set.basis,
        letter_set.is_early,
        letter_set.is_imputed,
        letter_set.is_open,
        told_to_others.others_strictness,
        noted.noted_event_ids,
        noted.foreign_event_ids,
        case when place.transaction <> 'export_us' then noted.passing_event_ids end
            as passing_event_ids
    from situation
    cross join place
    cross join left_aside
    left join embargo
        using (provisions_from_date, destination_group_id, end_user_hq_group, transaction)
    left join case_set using (situation_id, destination_group_id, end_user_hq_group, transaction)
    left join letter_set using (situation_id, destination_group_id, end_user_hq_group, transaction)
    left join told_to_others
        using (situation_id, destination_group_id, end_user_hq_group, transaction)
    left join noted using (situation_id, destination_group_id, end_user_hq_group)
),

laid as (
    select
        *,
        list_sort(list_distinct(list_concat(
            case
                when embargo_strictness is null or coalesce(is_subject_to_ear, true)
                    then list_transform(
                        listed_text_set, lambda x: greatest(x, coalesce(embargo_strictness, 0))
                    )
                else cast([] as bigint[])
            end,
            case
                when embargo_strictness is not null and is_subject_to_ear is distinct from true
                    then [least(embargo_strictness, left_aside_strictness)]
                else cast([] as bigint[])
            end
        ))) as text_set,
        list_sort(list_distinct(list_concat(
            case
                when embargo_strictness is null or coalesce(is_subject_to_ear, true)
                    then list_transform(
                        listed_enforced_set, lambda x: greatest(x, coalesce(embargo_strictness, 0))
                    )
                else cast([] as bigint[])
            end,
            case
                when embargo_strictness is not null and is_subject_to_ear is distinct from true
                    then [least(embargo_strictness, left_aside_strictness)]
                else cast([] as bigint[])
            end
        ))) as base_set
    from listed
),

enforced as (
    select
        *,
        list_sort(list_distinct(list_concat(
            list_transform(base_set, lambda x: greatest(x, coalesce(sure_strictness, 0))),
            case
                when open_strictness is null then cast([] as bigint[])
                else list_transform(
                    base_set,
                    lambda x: greatest(x, coalesce(sure_strictness, 0), open_strictness)
                )
            end
        ))) as enforced_set
    from laid
),

vocabulary as (
    select
        list(status order by strictness) as statuses,
        list(licence_requirement order by strictness) as requirements,
        max(strictness) filter (where status = 'licence_policy_unknown') as unknown_policy,
        max(strictness) filter (where status = 'other_controls_apply') as not_judged
    from core.status_word
    where strictness is not null
),

worded as (
    select
        enforced.*,
        vocabulary.statuses,
        list_distinct(list_transform(text_set, lambda x: requirements[x + 1])) as text_asked,
        list_distinct(list_transform(enforced_set, lambda x: requirements[x + 1]))
            as enforced_asked,
        list_min(text_set) > not_judged and list_contains(text_set, unknown_policy)
            as is_text_policy_unknown,
        list_min(enforced_set) > not_judged and list_contains(enforced_set, unknown_policy)
            as is_enforced_policy_unknown
    from enforced
    cross join vocabulary
)

select
    situation_id,
    destination_group_id,
    end_user_hq_group,
    transaction,
    case
        when len(text_set) = 1 then statuses[text_set[1] + 1]
        when is_text_policy_unknown then 'licence_policy_unknown'
        else 'undetermined'
    end as status_text,
    case
        when len(enforced_set) = 1 then statuses[enforced_set[1] + 1]
        when is_enforced_policy_unknown then 'licence_policy_unknown'
        else 'undetermined'
    end as status_enforced,
    list_transform(text_set, lambda x: statuses[x + 1]) as status_set,
    list_transform(enforced_set, lambda x: statuses[x + 1]) as status_enforced_set,
    case when len(text_asked) = 1 then text_asked[1] else 'not_knowable' end
        as licence_required_text,
    case when len(enforced_asked) = 1 then enforced_asked[1] else 'not_knowable' end
        as licence_required_enforced,
    reading_count,
    case
        when text_asked = ['yes'] then reading_count
        else least(text_licence_count, reading_count - 1)
    end as licence_reading_text_count,
    case
        when enforced_asked = ['yes'] then reading_count
        else least(enforced_licence_count, reading_count - 1)
    end as licence_reading_enforced_count,
    embargo_strictness is not null as is_embargoed,
    requirement_ids,
    case
        when embargo_strictness is not null then cast([] as varchar[])
        else coalesce(exception_ids, cast([] as varchar[]))
    end as exception_ids,
    case
        when enforced_set <> base_set or embargo_strictness is not null then cast([] as varchar[])
        else coalesce(exception_enforced_ids, cast([] as varchar[]))
    end as exception_enforced_ids,
    coalesce(review_policy_ids, cast([] as varchar[])) as review_policy_ids,
    case
        when enforced_set <> base_set then cast([] as varchar[])
        else coalesce(review_policy_enforced_ids, cast([] as varchar[]))
    end as review_policy_enforced_ids,
    list_sort(list_concat(
        case when enforced_set <> base_set then event_ids else cast([] as varchar[]) end,
        coalesce(not_enforced_event_ids, cast([] as varchar[]))
    )) as deciding_event_ids,
    case
        when enforced_set <> base_set and is_early then 'in_force_early'
        when enforced_set <> base_set then 'letter'
        when base_set = text_set then null
        when len(not_enforced_event_ids) > 0 then 'not_enforced'
        else 'before_compliance_date'
    end as deciding_step,
    case when enforced_set <> base_set then basis end as deciding_basis,
    coalesce(noted_event_ids, cast([] as varchar[])) as noted_event_ids,
    list_sort(list_concat(
        coalesce(foreign_event_ids, cast([] as varchar[])),
        coalesce(passing_event_ids, cast([] as varchar[]))
    )) as foreign_measure_ids,
    list_sort(list_distinct(list_concat(
        coalesce(ambiguity_ids, cast([] as varchar[])),
        list_filter(
            [
                case when enforced_set <> base_set and is_imputed then 'letter-numbers' end,
                case when list_min(enforced_set) < others_strictness then 'letter-reach' end,
                case when enforced_set <> base_set and is_open then 'letter-unpublished-scope' end,
                case
                    when list_contains(text_set, 0) or list_contains(enforced_set, 0)
                        then 'part-744-left-aside'
                end,
                case when base_set <> text_set and not_enforced_event_ids = [] then 'effective-day' end
            ],
            lambda x: x is not null
        )
    ))) as ambiguity_ids
from worded
