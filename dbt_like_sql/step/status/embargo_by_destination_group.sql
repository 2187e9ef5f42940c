with period as (
    select distinct provisions_from_date from core.legal_period
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
    from period
    join core.legal_provision as provision
        on
            list_contains(provision.control_paragraphs, 'any')
            and holds_on(period.provisions_from_date, provision.text_from_date, provision.text_to_date)
    join core.destination_scope_member as member on provision.scope_id = member.scope_id
    join status_rank on provision.resulting_status = status_rank.status
),

gathered as (
    select
        provisions_from_date, destination_group_id, end_user_hq_group, transaction,
        max(strictness) as strictness,
        list(provision_id order by provision_id) as provision_ids,
        list_sort(list_distinct(flatten(list(coalesce(ambiguity_ids, cast([] as varchar[]))))))
            as ambiguity_ids
    from embargo_reach
    group by provisions_from_date, destination_group_id, end_user_hq_group, transaction
)

select
    gathered.provisions_from_date,
    gathered.destination_group_id,
    gathered.end_user_hq_group,
    gathered.transaction,
    status_rank.status as resulting_status,
    gathered.provision_ids,
    gathered.ambiguity_ids
from gathered
join status_rank on gathered.strictness = status_rank.strictness
