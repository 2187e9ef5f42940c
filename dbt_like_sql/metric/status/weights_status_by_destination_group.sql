-- question: May weights of a model that 4E091 names go to a place, by the text and in fact?
-- example: select valid_from_date, status_text, status_enforced, reason from metric.weights_status_by_destination_group where naming = 'yes' and destination_group_id like 'chn-%' and end_user_hq_group = 'macau_or_d5' and transaction = 'export_us' order by valid_from_date
with waiver as (
    select rule_event_id, effective_date
    from core.rule_event
    where effect = 'not_enforced' and list_contains(paragraphs, '4E091')
),

change as (
    select distinct provisions_from_date as change_date, provisions_from_date
    from core.legal_period
    union all
    select distinct effective_date, null
    from waiver
    where effective_date not in (select provisions_from_date from core.legal_period)
),

period as (
    select
        change_date as valid_from_date,
        max(provisions_from_date) over (order by change_date) as provisions_from_date
    from change
),

waived as (
    select period.valid_from_date, list(waiver.rule_event_id order by waiver.rule_event_id) as event_ids
    from period
    join waiver on waiver.effective_date <= period.valid_from_date
    group by period.valid_from_date
),

reach as (
    select
        period.valid_from_date,
        member.destination_group_id,
        member.end_user_hq_group,
        unnest(provision.transactions) as transaction,
        provision.provision_id,
        provision.provision_kind,
        provision.exception_code,
        provision.precedence,
        provision.resulting_status,
        provision.enforced_from_date,
        provision.ambiguity_ids
    from period
    join core.legal_provision as provision
        on
            list_contains(provision.control_paragraphs, '4E091')
            and holds_on(period.valid_from_date, provision.text_from_date, provision.text_to_date)
    join core.destination_scope_member as member on provision.scope_id = member.scope_id
),

own as (
    select
        valid_from_date, destination_group_id, end_user_hq_group, transaction,
        max(enforced_from_date) as complied_from_date,
        list(provision_id order by provision_id) filter (where provision_kind = 'requirement') as requirement_ids,
        list(distinct exception_code order by exception_code) filter (where exception_code is not null)
            as exception_ids,
        list(provision_id order by provision_id) filter (where provision_kind = 'review_policy')
            as review_policy_ids,
        min(resulting_status) filter (where provision_kind = 'exception') as exception_status,
        flatten(list(ambiguity_ids) filter (where provision_kind = 'exception' and ambiguity_ids is not null))
            as exception_reading_ids,
        coalesce(
            arg_max(resulting_status, precedence) filter (where provision_kind = 'review_policy'),
            'licence_policy_unknown'
        ) as policy_status
    from reach
    group by all
),

place as (
    select distinct
        kind.destination_group_id, headquarters.end_user_hq_group, movement.transaction
    from core.destination_group_member as kind
    cross join core.headquarters_group as headquarters
    cross join core.transaction_kind as movement
),

gathered as (
    select
        period.valid_from_date,
        place.*,
        nullif(embargo.resulting_status, 'not_controlled') as embargo_status,
        embargo.provision_ids,
        case when embargo.resulting_status = 'not_controlled' then embargo.ambiguity_ids end as reading_ids,
        own.complied_from_date is not null as is_asked,
        own.complied_from_date <= period.valid_from_date and waived.event_ids is null as is_enforced,
        own.* exclude (valid_from_date, destination_group_id, end_user_hq_group, transaction),
        coalesce(waived.event_ids, []) as overlay_event_ids
    from period
    cross join place
    left join own using (valid_from_date, destination_group_id, end_user_hq_group, transaction)
    left join waived using (valid_from_date)
    left join step.embargo_by_destination_group as embargo
        on
            period.provisions_from_date = embargo.provisions_from_date
            and place.destination_group_id = embargo.destination_group_id
            and place.end_user_hq_group = embargo.end_user_hq_group
            and place.transaction = embargo.transaction
),

weighed as (
    select
        gathered.*,
        case when embargo_status is null then 'not_controlled' else 'other_controls_apply' end as free_status,
        case
            when embargo_status is null then coalesce(exception_status, policy_status)
            else pair.prevailing_status
        end as strict_status
    from gathered
    left join core.prevailing_status as pair
        on gathered.policy_status = pair.status and gathered.embargo_status = pair.added_status
),

sided as (
    select
        * exclude (strict_status),
        case when is_asked then strict_status else coalesce(embargo_status, free_status) end as strict_text,
        case when is_enforced then strict_status else coalesce(embargo_status, free_status) end
            as strict_enforced
    from weighed
),

answered as (
    select
        sided.* replace (
            case when naming.naming <> 'no' then requirement_ids end as requirement_ids,
            case when naming.naming <> 'no' then exception_ids end as exception_ids,
            case when naming.naming <> 'no' then review_policy_ids end as review_policy_ids
        ),
        naming.naming,
        case naming.naming when 'yes' then [strict_text] when 'no' then [free_status]
            else list_sort(list_distinct([free_status, strict_text])) end as status_set,
        case naming.naming when 'yes' then [strict_enforced] when 'no' then [free_status]
            else list_sort(list_distinct([free_status, strict_enforced])) end as status_enforced_set
    from sided
    cross join (select unnest(['yes', 'no', 'undetermined']) as naming) as naming
),

told as (
    select
        answered.*,
        case when len(status_set) = 1 then status_set[1] else 'undetermined' end as status_text,
        case when len(status_enforced_set) = 1 then status_enforced_set[1] else 'undetermined' end
            as status_enforced,
        list_sort(list_concat(
            case when is_asked and naming <> 'no' then ['model-weights-floor'] else [] end,
            coalesce(reading_ids, []),
            case when embargo_status is null and naming <> 'no' then coalesce(exception_reading_ids, []) else [] end,
            case when list_contains(list_concat(status_set, status_enforced_set), 'not_controlled')
                then ['part-744-left-aside'] else [] end
        )) as ambiguity_ids
    from answered
),

required as (
    select
        naming, destination_group_id, end_user_hq_group, transaction, valid_from_date,
        case when count(distinct text_word.licence_requirement) = 1
            then any_value(text_word.licence_requirement) else 'not_knowable' end as licence_required_text,
        case when count(distinct fact_word.licence_requirement) = 1
            then any_value(fact_word.licence_requirement) else 'not_knowable' end as licence_required_enforced
    from told
    join core.status_word as text_word on list_contains(told.status_set, text_word.status)
    join core.status_word as fact_word on list_contains(told.status_enforced_set, fact_word.status)
    group by all
),

stated as (
    select
        told.naming,
        told.destination_group_id,
        told.end_user_hq_group,
        told.transaction,
        told.valid_from_date,
        told.status_text,
        told.status_enforced,
        told.status_set,
        told.status_enforced_set,
        required.licence_required_text,
        required.licence_required_enforced,
        told.is_asked,
        list_concat(
            case when told.embargo_status is null then [] else told.provision_ids end,
            case when told.is_enforced then coalesce(told.requirement_ids, []) else [] end
        ) as requirement_ids,
        coalesce(told.exception_ids, []) as exception_ids,
        case when told.is_enforced then coalesce(told.exception_ids, []) else [] end as exception_enforced_ids,
        coalesce(told.review_policy_ids, []) as review_policy_ids,
        case when told.is_enforced then coalesce(told.review_policy_ids, []) else [] end
            as review_policy_enforced_ids,
        told.overlay_event_ids,
        told.ambiguity_ids,
        case when told.embargo_status is not null then 'embargo' end as reason_code,
        case
            when len(told.overlay_event_ids) > 0 then 'not_enforced'
            when told.is_asked and not told.is_enforced then 'before_compliance_date'
        end as enforced_reason_code,
        case when told.complied_from_date > told.valid_from_date
            then 'to be complied with from ' || told.complied_from_date end as reason
    from told
    join required using (naming, destination_group_id, end_user_hq_group, transaction, valid_from_date)
),

signed as (
    select
        *,
        hash(
            status_set, status_enforced_set, is_asked, requirement_ids, exception_ids,
            exception_enforced_ids, review_policy_ids, overlay_event_ids, ambiguity_ids,
            enforced_reason_code, reason
        ) as signature
    from stated
),

beginning as (
    select *
    from signed
    qualify signature is distinct from lag(signature) over (
        partition by naming, destination_group_id, end_user_hq_group, transaction order by valid_from_date
    )
)

select
    naming, destination_group_id, end_user_hq_group, transaction, valid_from_date,
    lead(valid_from_date) over (
        partition by naming, destination_group_id, end_user_hq_group, transaction order by valid_from_date
    ) as valid_to_date,
    * exclude (naming, destination_group_id, end_user_hq_group, transaction, valid_from_date, signature)
from beginning
