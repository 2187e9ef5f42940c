-- severity: blocking
-- description: for weights that 4E091 names or may name, at every kind of place, no answer is freer than what its entry and the embargoes there ask, unless it names the reading, the announcement or the compliance day that frees it
with demand_word as (
    select
        word.status, word.strictest_strictness,
        case word.licence_requirement
            when 'not_knowable' then open_policy.strictest_strictness
            else word.strictness
        end as strictness
    from core.status_word as word
    cross join core.status_word as open_policy
    where open_policy.status = 'licence_policy_unknown'
),

reach as (
    select
        provision.provision_kind, provision.precedence, provision.text_from_date, provision.text_to_date,
        coalesce(provision.ambiguity_ids, cast([] as varchar[])) as reading_ids,
        list_contains(provision.control_paragraphs, 'any') as is_embargo,
        member.destination_group_id, member.end_user_hq_group, unnest(provision.transactions) as transaction,
        word.strictness
    from core.legal_provision as provision
    join core.destination_scope_member as member on provision.scope_id = member.scope_id
    left join demand_word as word on provision.resulting_status = word.status
    where list_has_any(provision.control_paragraphs, ['4E091', 'any'])
),

asked as (
    select
        status.naming, status.destination_group_id, status.end_user_hq_group, status.transaction,
        status.valid_from_date,
        max(reach.strictness) filter (where reach.is_embargo and status.ambiguity_ids is not null
            and (reach.reading_ids = [] or not list_has_all(status.ambiguity_ids, reach.reading_ids)))
            as embargo,
        bool_or(not reach.is_embargo and reach.provision_kind = 'requirement') as is_asked,
        min(reach.strictness) filter (
            where reach.provision_kind = 'exception' and reach.reading_ids <> []
            and list_has_all(status.ambiguity_ids, reach.reading_ids)
        ) as excused,
        arg_max(reach.strictness, reach.precedence) filter (where reach.provision_kind = 'review_policy') as policy
    from metric.weights_status_by_destination_group as status
    join reach
        on
            status.destination_group_id = reach.destination_group_id
            and status.end_user_hq_group = reach.end_user_hq_group
            and status.transaction = reach.transaction
            and (reach.is_embargo or status.naming <> 'no')
            and reach.text_from_date <= status.valid_from_date
            and coalesce(status.valid_from_date < reach.text_to_date, true)
    group by all
),

least as (
    select
        asked.*,
        greatest(coalesce(asked.embargo, 0), case
            when asked.is_asked then coalesce(
                case when asked.embargo is null then asked.excused end, asked.policy, open_policy.strictness
            )
            else 0
        end) as by_text,
        coalesce(asked.embargo, 0) as by_embargo
    from asked
    cross join (select strictness from demand_word where status = 'licence_policy_unknown') as open_policy
)

select
    status.naming, status.destination_group_id, status.end_user_hq_group, status.transaction,
    status.valid_from_date, status.status_text, status.status_enforced,
    'is freer than what the entry or an embargo may ask' as fault
from least
join metric.weights_status_by_destination_group as status
    using (naming, destination_group_id, end_user_hq_group, transaction, valid_from_date)
join demand_word as by_text on status.status_text = by_text.status
join demand_word as in_fact on status.status_enforced = in_fact.status
where
    by_text.strictest_strictness < least.by_text
    or in_fact.strictest_strictness < case
        when status.overlay_event_ids <> [] or status.reason is not null then least.by_embargo
        else least.by_text
    end
