-- by: situation_id
with vocabulary as (
    select
        list(status order by strictness) as statuses,
        list(licence_requirement order by strictness) as requirements,
        max(strictness) filter (where status = 'licence_policy_unknown') as unknown_policy,
        max(strictness) filter (where status = 'other_controls_apply') as not_judged
    from core.status_word
    where strictness is not null
),

pairing as (
    select list(outcomes order by strictness) as prevailing
    from (
        select added.strictness, list(held.strictness order by own.strictness) as outcomes
        from core.prevailing_status as pair
        join core.status_word as own on pair.status = own.status
        join core.status_word as added on pair.added_status = added.status
        join core.status_word as held on pair.prevailing_status = held.status
        group by added.strictness
    )
),

place as (
    select distinct
        kind.destination_group_id, headquarters.end_user_hq_group, movement.transaction
    from core.destination_group_member as kind
    cross join core.headquarters_group as headquarters
    cross join core.transaction_kind as movement
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
        from step.situation
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
        case when coalesce(case_set.reached_case_count, 0) < len(situation.case_ids)
            then [cast(0 as bigint)] else cast([] as bigint[]) end as unreached_set,
        list_transform(
            coalesce(case_set.text_statuses, cast([] as varchar[])),
            lambda x: cast(list_position(vocabulary.statuses, x) - 1 as bigint)
        ) as listed_text_set,
        list_transform(
            coalesce(case_set.enforced_statuses, cast([] as varchar[])),
            lambda x: cast(list_position(vocabulary.statuses, x) - 1 as bigint)
        ) as listed_enforced_set,
        coalesce(case_set.text_licence_count, 0) as text_licence_count,
        coalesce(case_set.enforced_licence_count, 0) as enforced_licence_count,
        list_position(vocabulary.statuses, nullif(embargo.resulting_status, 'not_controlled')) - 1
            as embargo_strictness,
        vocabulary.not_judged as left_aside_strictness,
        list_sort(list_distinct(list_concat(
            coalesce(case_set.requirement_ids, cast([] as varchar[])),
            case when embargo.resulting_status <> 'not_controlled' then embargo.provision_ids
                else cast([] as varchar[]) end
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
        list_position(vocabulary.statuses, letter_set.sure_status) - 1 as sure_strictness,
        list_position(vocabulary.statuses, letter_set.open_status) - 1 as open_strictness,
        list_position(vocabulary.statuses, letter_set.others_status) - 1 as others_strictness,
        letter_set.event_ids,
        letter_set.item_basis as basis,
        letter_set.is_early, letter_set.is_presumed, letter_set.is_imputed, letter_set.is_open,
        noted.noted_event_ids,
        noted.foreign_event_ids,
        case when place.transaction <> 'export_us' then noted.passing_event_ids end
            as passing_event_ids
    from step.situation as situation
    cross join place
    cross join vocabulary
    left join step.embargo_by_destination_group as embargo
        using (provisions_from_date, destination_group_id, end_user_hq_group, transaction)
    left join step.case_set_by_destination_group as case_set
        using (situation_id, destination_group_id, end_user_hq_group, transaction)
    left join step.letter_set_by_destination_group as letter_set
        using (situation_id, destination_group_id, end_user_hq_group, transaction)
    left join noted using (situation_id, destination_group_id, end_user_hq_group)
),

bound as (
    select
        *,
        embargo_strictness is null or coalesce(is_subject_to_ear, true) as is_list_asked,
        case
            when embargo_strictness is not null and is_subject_to_ear is distinct from true
                then [least(embargo_strictness, left_aside_strictness)]
            else cast([] as bigint[])
        end as embargo_set
    from listed
),

laid as (
    select
        *,
        list_sort(list_distinct(list_concat(embargo_set, list_transform(
            case when is_list_asked then list_concat(unreached_set, listed_text_set) else [] end,
            lambda x: coalesce(prevailing[embargo_strictness + 1][x + 1], x)
        )))) as text_set,
        list_sort(list_distinct(list_concat(embargo_set, list_transform(
            case when is_list_asked then list_concat(unreached_set, listed_enforced_set) else [] end,
            lambda x: coalesce(prevailing[embargo_strictness + 1][x + 1], x)
        )))) as base_set
    from bound
    cross join pairing
),

enforced as (
    select
        *,
        list_sort(list_distinct(list_concat(
            list_transform(base_set, lambda x: coalesce(prevailing[sure_strictness + 1][x + 1], x)),
            case
                when open_strictness is null then cast([] as bigint[])
                else list_transform(
                    list_transform(base_set, lambda x: coalesce(prevailing[sure_strictness + 1][x + 1], x)),
                    lambda x: prevailing[open_strictness + 1][x + 1]
                )
            end
        ))) as enforced_set
    from laid
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
    case when embargo_strictness is null then coalesce(exception_ids, []) else [] end as exception_ids,
    case when enforced_set = base_set and embargo_strictness is null
        then coalesce(exception_enforced_ids, []) else [] end as exception_enforced_ids,
    coalesce(review_policy_ids, cast([] as varchar[])) as review_policy_ids,
    case when enforced_set = base_set then coalesce(review_policy_enforced_ids, []) else [] end
        as review_policy_enforced_ids,
    list_sort(list_concat(
        case when enforced_set <> base_set then event_ids else cast([] as varchar[]) end,
        coalesce(not_enforced_event_ids, cast([] as varchar[]))
    )) as deciding_event_ids,
    case
        when enforced_set <> base_set and is_early then 'in_force_early'
        when enforced_set <> base_set and is_presumed then 'general_prohibition'
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
                case when enforced_set <> base_set and is_presumed then 'violation-presumed' end,
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
