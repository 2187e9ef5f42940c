-- severity: blocking
-- description: every item has exactly one status for each destination, end user and transaction on each day, once any rule is known
with span as (
    select
        item_id, destination_group_id, end_user_hq_group, transaction,
        min(valid_from_date) as first_date,
        max(coalesce(valid_to_date, date '9999-12-31')) as last_date,
        sum(coalesce(valid_to_date, date '9999-12-31') - valid_from_date) as day_count
    from metric.control_status_by_item_destination_group
    group by item_id, destination_group_id, end_user_hq_group, transaction
),

expected as (
    select item.item_id, kind.destination_group_id
    from core.item as item
    cross join (select distinct destination_group_id from core.destination_group_member) as kind
    where exists (from core.legal_provision)
)

select item_id, destination_group_id, end_user_hq_group, transaction, 'has a gap or an overlap' as fault
from span
where
    first_date <> date '2022-01-01'
    or last_date <> date '9999-12-31'
    or day_count <> last_date - first_date
union all
select expected.item_id, expected.destination_group_id, null, null, 'has no status'
from expected
left join span
    on
        expected.item_id = span.item_id
        and expected.destination_group_id = span.destination_group_id
where span.item_id is null
